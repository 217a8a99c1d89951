/**
 * Keeps the latest answer: one decision asks the same of one state several times. Arguments are compared as objects, as
 * nothing is changed in place.
 */
export function memoized<A extends object, T, B = void>(compute: (a: A, b: B) => T): (a: A, b: B) => T {
  let last: { readonly a: A; readonly b: B; readonly answer: T } | undefined;
  return (a, b) => {
    if (last?.a !== a || last.b !== b) last = { a, b, answer: compute(a, b) };
    return last.answer;
  };
}

/** For packs and clock definitions, which many cases share. */
export function memoizedFor<A extends object, T>(compute: (a: A) => T): (a: A) => T {
  const answers = new WeakMap<A, { readonly answer: T }>();
  return memoized((a) => {
    let found = answers.get(a);
    if (found === undefined) answers.set(a, (found = { answer: compute(a) }));
    return found.answer;
  });
}
