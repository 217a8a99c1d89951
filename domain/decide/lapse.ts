/** Deadlines acting by themselves: what has lapsed up to a moment becomes events, each exactly once and in order. */

import { CLOCK_ACTOR } from '../case/actor.ts';
import type { RungFiredData } from '../case/clockEvent.ts';
import type { CaseEvent, RecordedEvent } from '../case/event.ts';
import { isEnded } from '../case/overdue.ts';
import type { CaseState } from '../case/state.ts';
import { firstInstant, instantsOf, type ClockInstant, type Instant } from '../clocks/instants.ts';
import { resumption } from '../clocks/pausing.ts';
import type { EnginePack } from '../pack/pack.ts';
import { toWallTime, type TimeBase } from '../time/timeBase.ts';
import { react, type Advance } from './react.ts';
import { escalationTarget } from './routing.ts';

/** Wall-clock ms. No queue of a healthy engine is that long: whoever is later has been down. */
const SUSPENDED_AFTER_MS = 30_000;

/**
 * Applies every lapse and rung planned up to `at` (case time); `strict` leaves what falls on `at` itself: an action
 * taken at the due moment is still in time. Events carry the planned instant, so a slow wake-up shifts nothing that
 * follows; after an outage they carry `at`, because nobody could have known earlier, and are told together.
 */
export function lapse(
  pack: EnginePack,
  state: CaseState,
  at: number,
  base: TimeBase,
  { strict = false }: { readonly strict?: boolean } = {},
): Advance {
  const isDue = (instant: Instant): boolean => (strict ? instant.at < at : instant.at <= at);
  const lateness = (planned: number): number => Math.max(0, toWallTime(base, at) - toWallTime(base, planned));
  let next = firstInstant(pack, state);
  if (next === undefined || !isDue(next)) return { state, events: [] };
  // Away at the first planned moment: late for all of them, however shortly before it came back they were planned.
  const suspended = lateness(next.at) > SUSPENDED_AFTER_MS;
  const rungsDue = suspended ? instantsOf(pack, state).filter((one) => one.kind === 'rung' && isDue(one)).length : 0;
  const marks: Marks = {
    ...(suspended ? { lateBecause: 'suspended' } : {}),
    ...(rungsDue > 1 ? { coalesced: true } : {}),
  };
  let current = state;
  const events: RecordedEvent[] = [];
  for (; next !== undefined && isDue(next); next = firstInstant(pack, current)) {
    const happened =
      next.kind === 'resume'
        ? resumption(current, next.at, true)
        : lapseEvents(pack, current, next, lateness(next.at), marks);
    const cause = { id: instantId(next), at: suspended ? at : next.at, actor: CLOCK_ACTOR };
    const advance = react(pack, current, happened, cause);
    current = advance.state;
    events.push(...advance.events);
  }
  return { state: current, events };
}

type Marks = Pick<RungFiredData, 'lateBecause' | 'coalesced'>;

/** Stable: the same lapse has the same id in every run and on every machine. */
function instantId(instant: Instant): string {
  if (instant.kind === 'resume') return `resume:${instant.at}`;
  const { clock, kind, rung } = instant;
  const again = clock.lapsedBefore === undefined ? '' : `~${clock.lapsedBefore + 1}`;
  return `${kind}:${clock.clock}/${clock.occurrence}${rung === undefined ? again : `/${rung.id}`}`;
}

function lapseEvents(
  pack: EnginePack,
  { level: from }: CaseState,
  { at, clock: { clock, occurrence, dueAt }, rung }: ClockInstant,
  lateMs: number,
  marks: Marks,
): readonly CaseEvent[] {
  if (rung === undefined) return [{ type: 'ClockMissed', data: { clock, occurrence, dueAt } }];
  const { id, notify, message, flag, escalate } = rung;
  // Filled in, not spread together: this is done for every rung.
  const data: { -readonly [Key in keyof RungFiredData]: RungFiredData[Key] } = {
    clock,
    occurrence,
    rung: id,
    dueAt: at,
    notify,
    message,
    lateMs,
  };
  if (flag !== undefined) data.flag = flag;
  if (marks.lateBecause !== undefined) data.lateBecause = marks.lateBecause;
  if (marks.coalesced !== undefined) data.coalesced = marks.coalesced;
  const to = escalationTarget(pack, from, escalate);
  const fired: CaseEvent = { type: 'RungFired', data };
  return to === undefined ? [fired] : [fired, { type: 'LevelChanged', data: { from, to, clock } }];
}

/** The case can still act by itself: it has not ended, or a clock of it runs or stands still. */
export function needsWorkflow(pack: EnginePack, state: CaseState): boolean {
  return (
    !isEnded(state) ||
    firstInstant(pack, state) !== undefined ||
    state.clocks.some((clock) => clock.status === 'paused')
  );
}
