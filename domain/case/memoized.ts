/**
 * The same function, of one argument or two, with its latest answer kept: one decision asks the same of the same state
 * several times. Nothing is changed in place, so the same objects have the same answer.
 */
export function memoized<A extends object, T, B = void>(compute: (a: A, b: B) => T): (a: A, b: B) => T {
  let last: { readonly a: A; readonly b: B; readonly answer: T } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) last = { a, b, answer: compute(a, b) };
    return last.answer;
  };
}

/** Of something that many cases share, a pack or a clock's definition: computed once for as long as it lives. */
export function memoizedFor<A extends object, T>(compute: (a: A) => T): (a: A) => T {
  const answers = new WeakMap<A, { readonly answer: T }>();
  return memoized((a) => {
    let found = answers.get(a);
    if (found === undefined) answers.set(a, (found = { answer: compute(a) }));
    return found.answer;
  });
}
