import type { Bed } from '../engines/bed.ts';
import type { EngineName } from '../engines/engine.ts';
import { coreMs } from './processCost.ts';

/** Core-milliseconds by process; the driver is this process. */
export type Cost = Readonly<Record<string, number>>;

/** Starts reading what an engine's processes use; the answer is what they have used since. */
export function startMeter(bed: Bed, engine: EngineName): () => Cost {
  const before = read(bed, engine);
  return () => {
    const after = read(bed, engine);
    return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
  };
}

export function addCost(a: Cost, b: Cost): Cost {
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]),
  );
}

export function totalOf(cost: Cost): number {
  return Object.values(cost).reduce((sum, value) => sum + value, 0);
}

function read(bed: Bed, engine: EngineName): Cost {
  const { user, system } = process.cpuUsage();
  return {
    ...Object.fromEntries(Object.entries(bed.pids(engine)).map(([name, pid]) => [name, coreMs(pid)])),
    driver: (user + system) / 1000,
  };
}
