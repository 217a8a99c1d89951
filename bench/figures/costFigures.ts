import type { EngineName } from '../engines/engine.ts';
import type { Figure } from './measurement.ts';
import { totalOf, type Cost } from './meter.ts';

const PROCESSES = ['worker', 'api', 'temporal', 'postgres', 'driver'] as const;

/** Core-milliseconds of one piece of work, in all and by process. */
export function costFigures(what: string, costs: Readonly<Record<EngineName, Cost>>, count: number): readonly Figure[] {
  const line = (name: string, of: (cost: Cost) => number | undefined): Figure => {
    const minimal = of(costs.minimal);
    return {
      what: `${what}, ${name}`,
      unit: 'core-ms',
      redress: (of(costs.redress) ?? 0) / count,
      ...(minimal === undefined ? {} : { minimal: minimal / count }),
    };
  };
  return [line('all processes', totalOf), ...PROCESSES.map((name) => line(name, (cost) => cost[name]))];
}
