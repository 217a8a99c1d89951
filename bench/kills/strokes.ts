import type { Part } from '../../test/support/servers/runningInstallation.ts';
import { Chance } from './chance.ts';
import type { CommitPoint } from './commitHold.ts';

/** One kill: what dies, and when. */
export interface Stroke {
  readonly name: string;
  readonly parts: readonly Part[];
  /** The moment that is waited for; absent when any will do. */
  readonly aim?: CommitPoint | 'mail' | 'migration';
}

const AIMED: readonly Stroke[] = [
  { name: 'API after the key row', parts: ['api'], aim: 'key row' },
  { name: 'API after the case row', parts: ['api'], aim: 'case row' },
  { name: 'API and Temporal after the case row', parts: ['api', 'temporal'], aim: 'case row' },
  { name: 'API after the answer was kept', parts: ['api'], aim: 'answer kept' },
  { name: 'worker after a local activity’s commit', parts: ['worker'], aim: 'record' },
  { name: 'worker and Temporal after a local activity’s commit', parts: ['worker', 'temporal'], aim: 'record' },
  {
    name: 'worker, Temporal and PostgreSQL after a local activity’s commit',
    parts: ['worker', 'temporal', 'postgres'],
    aim: 'record',
  },
  { name: 'Temporal after a local activity’s commit', parts: ['temporal'], aim: 'record' },
  { name: 'worker after a mail’s DATA', parts: ['worker'], aim: 'mail' },
  { name: 'PostgreSQL and worker after a mail’s DATA', parts: ['worker', 'postgres'], aim: 'mail' },
  { name: 'PostgreSQL in the middle of a migration', parts: ['postgres'], aim: 'migration' },
];

/**
 * All kills of a run: aimed and blind by turns, every kind about as often as any other; the last one takes everything.
 */
export function planStrokes(seed: number, kills: number, parts: readonly Part[]): readonly Stroke[] {
  const blind = combinations(parts).map((some): Stroke => ({ name: some.join(' + '), parts: some }));
  const aimed = AIMED.filter((stroke) => stroke.parts.every((part) => parts.includes(part)));
  const shuffled = (name: string, round: number, from: readonly Stroke[]): readonly Stroke[] => {
    const chance = new Chance(seed, name, round);
    return from
      .map((stroke, index) => ({ stroke, order: chance.number(index) }))
      .toSorted((a, b) => a.order - b.order)
      .map((one) => one.stroke);
  };
  const planned: Stroke[] = [];
  const taken = { blind: 0, aimed: 0 };
  while (planned.length < kills - 1) {
    const kind = planned.length % 2 === 0 || aimed.length === 0 ? 'blind' : 'aimed';
    const from = kind === 'blind' ? blind : aimed;
    const next = shuffled(kind, Math.floor(taken[kind] / from.length), from)[taken[kind] % from.length];
    taken[kind] += 1;
    if (next !== undefined) planned.push(next);
  }
  return [...planned, { name: `everything (${parts.join(' + ')})`, parts }];
}

/** Each alone, each pair, and all. */
function combinations(parts: readonly Part[]): readonly (readonly Part[])[] {
  const pairs = parts.flatMap((one, index) => parts.slice(index + 1).map((other) => [one, other]));
  return [...parts.map((part) => [part]), ...pairs, ...(parts.length > 2 ? [parts] : [])];
}
