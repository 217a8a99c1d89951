/** Deadlines acting by themselves: what has lapsed up to a moment becomes events, each exactly once and in order. */

import { CLOCK_ACTOR } from '../case/actor.ts';
import type { CaseEvent, RecordedEvent } from '../case/event.ts';
import { levelRank } from '../case/factValues.ts';
import { firstInstant, instantsOf, type ClockInstant, type Instant } from '../clocks/instants.ts';
import type { EnginePack } from '../pack/pack.ts';
import { resumption } from '../clocks/pausing.ts';
import { react, type Advance } from './react.ts';
import type { CaseState } from '../case/state.ts';
import { toWallTime, type TimeBase } from '../time/timeBase.ts';

/**
 * Wall-clock lateness beyond which the engine itself must have been down, ms: no queue of a healthy engine is that
 * long.
 */
export const SUSPENDED_AFTER_MS = 30_000;

export interface LapseOptions {
  /** Leave what falls on `at` itself: an action taken at the due moment is still in time. */
  readonly strict?: boolean;
}

/**
 * Applies every lapse and rung planned up to `at` (case time). Events carry the planned instant, so a slow wake-up
 * shifts nothing that follows; after an outage they carry `at`, because nobody could have known earlier, and are marked
 * to be told together.
 */
export function lapse(
  pack: EnginePack,
  state: CaseState,
  at: number,
  base: TimeBase,
  options: LapseOptions = {},
): Advance {
  const isDue = (instant: Instant): boolean => (options.strict === true ? instant.at < at : instant.at <= at);
  const first = firstInstant(pack, state);
  if (first === undefined || !isDue(first)) return { state, events: [] };
  const due = instantsOf(pack, state).filter(isDue);
  const suspended = due.some((one) => lateness(base, one.at, at) > SUSPENDED_AFTER_MS);
  const coalesced = suspended && due.filter((one) => one.kind === 'rung').length > 1;
  let current = state;
  const events: RecordedEvent[] = [];
  for (let next = firstInstant(pack, current); next !== undefined && isDue(next); next = firstInstant(pack, current)) {
    const cause = { id: instantId(next), at: suspended ? at : next.at, actor: CLOCK_ACTOR };
    const happened =
      next.kind === 'resume'
        ? resumption(current, next.at, true)
        : lapseEvents(pack, current, next, { lateMs: lateness(base, next.at, at), suspended, coalesced });
    const advance = react(pack, current, happened, cause);
    current = advance.state;
    events.push(...advance.events);
  }
  return { state: current, events };
}

/** Stable: the same lapse has the same id in every run and on every machine. */
function instantId(instant: Instant): string {
  if (instant.kind === 'resume') return `resume:${instant.at}`;
  const { clock, kind, rung } = instant;
  const again = rung === undefined && clock.lapsedBefore !== undefined ? `~${clock.lapsedBefore + 1}` : '';
  return `${kind}:${clock.clock}/${clock.occurrence}${rung === undefined ? '' : `/${rung.id}`}${again}`;
}

function lateness(base: TimeBase, planned: number, at: number): number {
  return Math.max(0, toWallTime(base, at) - toWallTime(base, planned));
}

const SUSPENDED = { lateBecause: 'suspended' } as const;
const COALESCED = { coalesced: true } as const;

interface Late {
  readonly lateMs: number;
  /** The engine was away at the planned moment, however shortly before it came back that was. */
  readonly suspended: boolean;
  readonly coalesced: boolean;
}

function lapseEvents(pack: EnginePack, state: CaseState, instant: ClockInstant, late: Late): readonly CaseEvent[] {
  const { clock, rung } = instant;
  const ref = { clock: clock.clock, occurrence: clock.occurrence };
  if (rung === undefined) return [{ type: 'ClockMissed', data: { ...ref, dueAt: clock.dueAt } }];
  const flag = rung.flag === undefined ? undefined : { flag: rung.flag };
  const why = late.suspended ? SUSPENDED : undefined;
  const together = late.coalesced ? COALESCED : undefined;
  const { id, notify, message } = rung;
  const fired: CaseEvent = {
    type: 'RungFired',
    data: { ...ref, rung: id, dueAt: instant.at, notify, message, ...flag, lateMs: late.lateMs, ...why, ...together },
  };
  const to = escalationTarget(pack, state.level, rung.escalate);
  return to === undefined
    ? [fired]
    : [fired, { type: 'LevelChanged', data: { from: state.level, to, clock: clock.clock } }];
}

/** The level that a rung moves the case to: only ever upwards; `undefined` when it is there already. */
export function escalationTarget(pack: EnginePack, level: string, escalate: string | undefined): string | undefined {
  if (escalate === undefined) return undefined;
  const rank = levelRank(pack, level);
  const target = escalate === 'next' ? rank + 1 : levelRank(pack, escalate);
  return target > rank ? pack.levels[target]?.id : undefined;
}
