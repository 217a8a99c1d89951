import { awaitArrivals, faultsOf, latenessOf, type Expected, type Told } from '../arrivals.ts';
import type { EngineName } from '../engines/engine.ts';
import { spreadOf } from '../figures/figures.ts';
import { calmly, closedLoop, msToOpen, pause } from '../load.ts';
import { IN_TURN, type Figure, type Lab, type Measurement } from '../figures/measurement.ts';
import { settled } from './creations.ts';

const CLIENTS = 8;
const DAY_MS = 86_400_000;
const BLOCK_SECONDS = 10;
/** Between a block of one engine and a block of the other. */
const GAP_MS = 2_000;

/** How long after its due moment a rung arrives at the sink, with so many cases open on each side. */
export const lateness: Measurement = async (lab) => {
  const figures: Figure[] = [];
  const parked: Record<EngineName, number> = { redress: 0, minimal: 0 };
  for (const open of lab.open.toSorted((a, b) => a - b)) {
    for (const name of IN_TURN) {
      await park(lab, name, open - parked[name]);
      parked[name] = open;
    }
    figures.push(...(await lapses(lab, open)));
  }
  return figures;
};

/** Opens cases that are due long after the run. */
async function park({ engines, say }: Lab, name: EngineName, count: number): Promise<void> {
  let opened = 0;
  const began = performance.now();
  await closedLoop(count, CLIENTS, async (index) => {
    const one = await engines[name].openDeadline(Date.now() + 30 * DAY_MS);
    opened += 1;
    if (opened % 500 === 0)
      say(
        `lateness: ${opened} of ${count} ${name} cases open, ` +
          `${((opened * 1000) / (performance.now() - began)).toFixed(1)}/s`,
      );
    if (index >= count - CLIENTS) await settled([one]);
  });
}

async function lapses(lab: Lab, open: number): Promise<readonly Figure[]> {
  const blocks = lab.quick ? 1 : 4;
  const size = lab.lapses * BLOCK_SECONDS;
  const began = Date.now() + msToOpen(2 * blocks * size);
  const schedule = IN_TURN.flatMap((name, turn) =>
    Array.from({ length: blocks }, (_, block) => {
      const from = began + (2 * block + turn) * (BLOCK_SECONDS * 1000 + GAP_MS);
      return Array.from({ length: size }, (_unused, index) => ({
        name,
        dueAt: Math.round(from + (index * 1000) / lab.lapses),
      }));
    }).flat(),
  );
  const expected: Record<EngineName, Expected[]> = { redress: [], minimal: [] };
  // In the order of the schedule's clock, so that no case is opened after it is due.
  const inOrder = schedule.toSorted((a, b) => a.dueAt - b.dueAt);
  // A timer begins when the task that set it is recorded: where all are busy when a case is opened, its timer is late.
  await calmly(inOrder.length, async (index) => {
    const next = inOrder[index];
    if (next === undefined) return;
    const { sinkKey } = await lab.engines[next.name].openDeadline(next.dueAt);
    expected[next.name].push({ sinkKey, dueAt: next.dueAt });
  });
  if (Date.now() > began)
    lab.say('lateness: the first deadlines came before all cases were open; their lateness counts all the same');
  lab.say(`lateness: ${open} open, waiting for ${schedule.length} deadlines`);
  await pause(Math.max(...schedule.map((one) => one.dueAt)) - Date.now());
  const told: Record<EngineName, readonly Told[]> = {
    minimal: await awaitArrivals(lab.bed.sink, expected.minimal),
    redress: await awaitArrivals(lab.bed.sink, expected.redress),
  };
  const [redress, minimal] = [spreadOf(latenessOf(told.redress)), spreadOf(latenessOf(told.minimal))];
  const what = `lateness with ${open} open`;
  return [
    { what: `${what}, p50 of ${redress.count}`, unit: 'ms', redress: redress.p50, minimal: minimal.p50 },
    { what: `${what}, p99`, unit: 'ms', redress: redress.p99, minimal: minimal.p99 },
    { what: `${what}, worst`, unit: 'ms', redress: redress.max, minimal: minimal.max },
    {
      what: `${what}, lost, early or twice`,
      unit: '',
      redress: faultsOf(told.redress),
      minimal: faultsOf(told.minimal),
    },
  ];
}
