import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolve } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import { caseFact, isOtherCase } from './caseFact.ts';
import { clocksBefore } from './clocksBefore.ts';
import { wallClock, type FactOwner } from './factOwner.ts';

/** A case and, wall clock, when its fact row became what it is. */
export type Since = Readonly<{ state: CaseState; since: number }>;

export type CaseVersions = Since &
  Readonly<{
    /** Its row now, where that is another than before, and the rows that were true until then. */
    now: readonly Readonly<Record<string, unknown>>[];
    before: readonly Readonly<Record<string, unknown>>[];
    /** Clocks whose terms changed, as they were. */
    clocks: readonly Readonly<Record<string, unknown>>[];
  }>;

/**
 * Folds events, and keeps what each moment made untrue. Changes of one moment are one, whether they came together or
 * not; an earlier moment than the last counts as the last.
 */
export function caseVersions(
  owner: FactOwner,
  start: Since | undefined,
  events: readonly RecordedEvent[],
): CaseVersions {
  const wall = wallClock(owner.base);
  const version = ({ state, since }: Since): Readonly<Record<string, unknown>> => ({
    since: new Date(since),
    ...caseFact(owner, state, wall),
  });
  const before: Readonly<Record<string, unknown>>[] = [];
  const clocks: Readonly<Record<string, unknown>>[] = [];
  let current = start;
  let isOther = false;
  for (const event of events) {
    const state = evolve(current?.state, event);
    const at = toWallTime(owner.base, event.at);
    clocks.push(...clocksBefore(current?.state, state, new Date(at), wall));
    if (current !== undefined && !isOtherCase(current.state, state)) {
      current = { state, since: current.since };
      continue;
    }
    if (current !== undefined && at > current.since) before.push({ ...version(current), until: new Date(at) });
    current = { state, since: Math.max(at, current?.since ?? at) };
    isOther = true;
  }
  if (current === undefined) throw new Error(`the log of ${owner.no} is empty`);
  return { ...current, now: isOther ? [version(current)] : [], before, clocks };
}
