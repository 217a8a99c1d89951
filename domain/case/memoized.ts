import type { EnginePack } from '../pack/pack.ts';
import type { CaseState } from './state.ts';

/**
 * The same function with its latest answer kept. Arguments are never changed in place, so the same two objects have the
 * same answer.
 */
export function memoized<A extends object, B extends object, T>(compute: (a: A, b: B) => T): (a: A, b: B) => T {
  let last: { readonly a: A; readonly b: B; readonly answer: T } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) last = { a, b, answer: compute(a, b) };
    return last.answer;
  };
}

/** Memoized by state: one decision asks the same of the same state several times. */
export function memoizedByState<T>(
  compute: (pack: EnginePack, state: CaseState) => T,
): (pack: EnginePack, state: CaseState) => T {
  return memoized(compute);
}

/** Of a part of one state, the latest answer alone: most events leave the part as it is. */
export function memoizedLatest<A extends object, T>(compute: (a: A) => T): (a: A) => T {
  let last: { readonly a: A; readonly answer: T } | undefined;
  return (a) => {
    if (last?.a !== a) last = { a, answer: compute(a) };
    return last.answer;
  };
}

/** Of something that many cases share, a pack or a clock's definition: computed once for as long as it lives. */
export function memoizedFor<A extends object, T>(compute: (a: A) => T): (a: A) => T {
  const answers = new WeakMap<A, { readonly answer: T }>();
  return memoizedLatest((a) => {
    let found = answers.get(a);
    if (found === undefined) answers.set(a, (found = { answer: compute(a) }));
    return found.answer;
  });
}
