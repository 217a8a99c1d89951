/** Ways of putting work on an engine. */

/** Cases that are opened a second when what is measured afterwards is how late they are told. */
const CALM_PER_SECOND = 10;

/** Runs `count` pieces of work with so many clients, each taking the next piece when its last one is done. */
export async function closedLoop(
  count: number,
  clients: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** Starts work at a steady rate whether or not earlier work is done; returns when all of it is. */
export async function openLoop(
  perSecond: number,
  seconds: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await pause(began + (index * 1000) / perSecond - performance.now());
    const one = work(index);
    // What fails is thrown below, when all are started: until then nobody would take it, and the process would end.
    one.catch(() => {});
    running.push(one);
  }
  await Promise.all(running);
}

/** As `openLoop`, at a rate at which a machine of two cores is idle half of the time. */
export async function calmly(count: number, work: (index: number) => Promise<void>): Promise<void> {
  await openLoop(CALM_PER_SECOND, count / CALM_PER_SECOND, work);
}

/** Milliseconds from now until so many are surely there, begun by `calmly`. */
export function msToOpen(count: number): number {
  return (count * 1000) / CALM_PER_SECOND + 5_000;
}

export function pause(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
