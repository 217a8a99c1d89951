import type { Engine, EngineName, OpenedCase } from '../engines/engine.ts';
import { closedLoop, pause } from '../load.ts';
import { IN_TURN, type Measurement } from '../figures/measurement.ts';

const CLIENTS = 8;
/** Started, task scheduled, started, completed, timer armed. */
const FIRST_TASK_DONE = 5;

/** Cases opened per second, each counted only once its first task is done: an engine that only queues is not faster. */
export const creations: Measurement = async ({ engines, quick, say }) => {
  const [blocks, size] = quick ? [2, 60] : [4, 150];
  const seconds: Record<EngineName, number> = { redress: 0, minimal: 0 };
  for (let block = 0; block < blocks; block += 1) {
    for (const name of IN_TURN) {
      const began = performance.now();
      await createBlock(engines[name], size);
      seconds[name] += (performance.now() - began) / 1000;
      say(`creations: block ${block + 1} of ${blocks}, ${name}`);
    }
  }
  const rate = (name: EngineName): number => (blocks * size) / seconds[name];
  return [{ what: `creations, ${CLIENTS} clients`, unit: '/s', redress: rate('redress'), minimal: rate('minimal') }];
};

async function createBlock(engine: Engine, size: number): Promise<void> {
  const opened: OpenedCase[] = [];
  await closedLoop(size, CLIENTS, async () => {
    opened.push(await engine.openLife());
  });
  await settled(opened.slice(-2 * CLIENTS));
}

/** Waits until these, the last ones, have had their first task. */
export async function settled(opened: readonly OpenedCase[]): Promise<void> {
  for (const { workflow } of opened) {
    while ((await workflow.describe()).historyLength < FIRST_TASK_DONE) await pause(20);
  }
}
