import type { EngineName } from '../engines/engine.ts';
import { spreadOf } from '../figures/figures.ts';
import { openLoop, pause } from '../load.ts';
import { IN_TURN, type Figure, type Measurement } from '../figures/measurement.ts';
import { lives } from './lives.ts';

/** A person between two actions of the same case. */
const THINKING_MS = 200;

/**
 * How long a creation and an action take while lives come in at half the rate that Redress sustains; the same rate for
 * both.
 */
export const latency: Measurement = async (lab) => {
  if (lab.livesPerSecond.redress === undefined) await lives(lab);
  const rate = (lab.livesPerSecond.redress ?? 1) / 2;
  const [blocks, seconds] = lab.quick ? [1, 8] : [3, 10];
  const took: Record<EngineName, { readonly create: number[]; readonly act: number[] }> = {
    redress: { create: [], act: [] },
    minimal: { create: [], act: [] },
  };
  for (let block = 0; block < blocks; block += 1) {
    for (const name of IN_TURN) {
      const engine = lab.engines[name];
      await openLoop(rate, seconds, async () => {
        const { id } = await timed(took[name].create, () => engine.openLife());
        for (const act of engine.actions) {
          await pause(THINKING_MS);
          await timed(took[name].act, () => act(id));
        }
      });
      lab.say(`latency: block ${block + 1} of ${blocks}, ${name}`);
    }
  }
  const figures = (what: string, of: 'create' | 'act'): readonly Figure[] => {
    const [redress, minimal] = [spreadOf(took.redress[of]), spreadOf(took.minimal[of])];
    return [
      { what: `${what}, p50`, unit: 'ms', redress: redress.p50, minimal: minimal.p50 },
      { what: `${what}, p99`, unit: 'ms', redress: redress.p99, minimal: minimal.p99 },
    ];
  };
  const load = `${rate.toFixed(1)} lives/s`;
  return [...figures(`a creation at ${load}`, 'create'), ...figures(`an action at ${load}`, 'act')];
};

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  times.push(performance.now() - began);
  return result;
}
