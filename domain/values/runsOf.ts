/** Neighbours with the same key, together. */
export function runsOf<T>(list: readonly T[], keyOf: (one: T) => unknown): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let last: unknown;
  for (const one of list) {
    const key = keyOf(one);
    const run = runs.at(-1);
    if (run === undefined || key !== last) runs.push([one]);
    else run.push(one);
    last = key;
  }
  return runs;
}
