import { parseArgs } from 'node:util';
import { SERVER_KINDS, type ServerKind } from './engines/servers.ts';

export const MEASUREMENTS = [
  'histories',
  'commits',
  'creations',
  'lives',
  'latency',
  'storm',
  'lateness',
  'pressure',
  'memory',
] as const;
export type MeasurementName = (typeof MEASUREMENTS)[number];

export interface BenchOptions {
  readonly only: readonly MeasurementName[];
  readonly quick: boolean;
  readonly open: readonly number[];
  /** Deadlines a second while lateness is measured. */
  readonly lapses: number;
  /** Deadlines in the one second of the storm. */
  readonly storm: number;
  readonly server: ServerKind;
}

/** What was asked on the command line is not what there is. */
export class BenchOptionError extends Error {}

/** Reads the options; throws `BenchOptionError` with one line that says what would be right. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parsed(args);
  const only = values.only === undefined ? MEASUREMENTS : values.only.split(',').map(measurementOf);
  const open = (values.open ?? (values.quick ? '200' : '1000,10000')).split(',').map(Number);
  if (!open.every((count) => Number.isInteger(count) && count > 0))
    throw new BenchOptionError('--open: numbers of open cases, e.g. --open 1000,10000');
  const lapses = Number(values.lapses);
  if (!Number.isInteger(lapses) || lapses < 1)
    throw new BenchOptionError('--lapses: deadlines a second, e.g. --lapses 20');
  const storm = Number(values.storm ?? (values.quick ? 200 : 1_000));
  if (!Number.isInteger(storm) || storm < 2)
    throw new BenchOptionError('--storm: deadlines in one second, e.g. --storm 5000');
  const server = SERVER_KINDS.find((one) => one === values.server);
  if (server === undefined) throw new BenchOptionError(`--server: one of ${SERVER_KINDS.join(', ')}`);
  return { only: MEASUREMENTS.filter((name) => only.includes(name)), quick: values.quick, open, lapses, storm, server };
}

function parsed(args: readonly string[]): {
  readonly values: Readonly<{
    only?: string;
    open?: string;
    lapses: string;
    storm?: string;
    quick: boolean;
    server: string;
  }>;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        open: { type: 'string' },
        lapses: { type: 'string', default: '5' },
        storm: { type: 'string' },
        quick: { type: 'boolean', default: false },
        server: { type: 'string', default: 'embedded' },
      },
    });
  } catch (error) {
    throw new BenchOptionError((error as Error).message);
  }
}

function measurementOf(name: string): MeasurementName {
  const found = MEASUREMENTS.find((one) => one === name);
  if (found === undefined)
    throw new BenchOptionError(`--only: there is no measurement "${name}"; there are: ${MEASUREMENTS.join(', ')}`);
  return found;
}
