import { setTimeout as pause } from 'node:timers/promises';

/**
 * Does the work for each item, at most `atOnce` at a time and `perSecond` begun; those that share a mark one after the
 * other, in their order. The first failure ends it, once what is under way is done.
 */
export async function someAtOnce<T>(
  items: readonly T[],
  {
    atOnce,
    perSecond,
    marksOf,
  }: Readonly<{
    atOnce: number;
    perSecond: number;
    marksOf: (item: T) => readonly string[];
  }>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const last = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  for (const item of items) {
    const marks = marksOf(item);
    await Promise.all(marks.flatMap((mark) => last.get(mark) ?? []));
    while (running.size >= atOnce) await Promise.race(running);
    if (failure !== undefined) break;
    const turn = pause(1_000 / perSecond);
    const done = work(item)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => {
        running.delete(done);
        for (const mark of marks) if (last.get(mark) === done) last.delete(mark);
      });
    running.add(done);
    for (const mark of marks) last.set(mark, done);
    await turn;
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
}
