import { costFigures } from '../figures/costFigures.ts';
import type { EngineName } from '../engines/engine.ts';
import { closedLoop, pause } from '../load.ts';
import { IN_TURN, type Lab, type Measurement } from '../figures/measurement.ts';
import { addCost, startMeter, type Cost } from '../figures/meter.ts';

const CLIENTS = 8;
/** Between blocks, so that what one leaves behind is not charged to the next. */
const REST_MS = 1_500;

/** Whole lives of four actions per second, and what one costs each process. */
export const lives: Measurement = async (lab) => {
  const [blocks, size] = lab.quick ? [2, 24] : [5, 48];
  const seconds: Record<EngineName, number> = { redress: 0, minimal: 0 };
  const costs: Record<EngineName, Cost> = { redress: {}, minimal: {} };
  for (const name of IN_TURN) await leadLives(lab, name, CLIENTS);
  for (let block = 0; block < blocks; block += 1) {
    for (const name of IN_TURN) {
      await pause(REST_MS);
      const stop = startMeter(lab.bed, name);
      const began = performance.now();
      await leadLives(lab, name, size);
      seconds[name] += (performance.now() - began) / 1000;
      await pause(REST_MS / 3);
      costs[name] = addCost(costs[name], stop());
      lab.say(`lives: block ${block + 1} of ${blocks}, ${name}`);
    }
  }
  const count = blocks * size;
  for (const name of IN_TURN) lab.livesPerSecond[name] = count / seconds[name];
  return [
    {
      what: `whole lives of four actions, ${CLIENTS} clients`,
      unit: '/s',
      redress: count / seconds.redress,
      minimal: count / seconds.minimal,
    },
    ...costFigures('a life', costs, count),
  ];
};

async function leadLives({ engines }: Lab, name: EngineName, count: number): Promise<void> {
  const engine = engines[name];
  await closedLoop(count, CLIENTS, async () => {
    const { id } = await engine.openLife();
    for (const act of engine.actions) await act(id);
  });
}
