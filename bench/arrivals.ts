/** What the sink has seen. */

import { pause } from './load.ts';

export interface Arrival {
  /** Epoch ms, of the first one. */
  readonly at: number;
  readonly times: number;
}

/** Deadlines of which the sink is to hear, by the beginning of their key. */
export interface Expected {
  readonly sinkKey: string;
  readonly dueAt: number;
}

export interface Told extends Expected {
  readonly arrival: Arrival | undefined;
}

const QUIET_MS = 30_000;

/** Waits until the sink has heard of all of them, or of none more for half a minute. */
export async function awaitArrivals(sink: string, expected: readonly Expected[]): Promise<readonly Told[]> {
  let heard = -1;
  let since = Date.now();
  for (;;) {
    const told = match(await read(sink), expected);
    const now = told.filter((one) => one.arrival !== undefined).length;
    if (now === expected.length) return told;
    if (now !== heard) since = Date.now();
    heard = now;
    if (Date.now() > Math.max(since, ...expected.map((one) => one.dueAt)) + QUIET_MS) return told;
    await pause(1_000);
  }
}

async function read(sink: string): Promise<ReadonlyMap<string, Arrival>> {
  const rows = (await (await fetch(`${sink}/arrivals`)).json()) as readonly [key: string, at: number, times: number][];
  // Redress's keys are `<no>/<clock>/...`; a case is found by its number.
  return new Map(rows.map(([key, at, times]) => [key.includes('/') ? `${key.split('/')[0]}/` : key, { at, times }]));
}

function match(arrivals: ReadonlyMap<string, Arrival>, expected: readonly Expected[]): readonly Told[] {
  return expected.map((one) => ({ ...one, arrival: arrivals.get(one.sinkKey) }));
}

/** Lateness in ms of those that arrived. */
export function latenessOf(told: readonly Told[]): readonly number[] {
  return told.flatMap((one) => (one.arrival === undefined ? [] : [one.arrival.at - one.dueAt]));
}

/** What must never be: not told, told before its time, told twice. */
export function faultsOf(told: readonly Told[]): number {
  return told.filter((one) => one.arrival === undefined || one.arrival.times > 1 || one.arrival.at < one.dueAt).length;
}
