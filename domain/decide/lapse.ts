/** What lapses by itself becomes events, each once and in order. */

import { CLOCK_ACTOR, type CaseEvent, type RecordedEvent } from '../case/event.ts';
import type { RungFiredData } from '../case/clockEvent.ts';
import { isEnded } from '../case/overdue.ts';
import type { CaseState } from '../case/state.ts';
import { firstInstant, scheduledOf, type ClockInstant, type Scheduled } from '../clocks/scheduled.ts';
import { resumption } from '../clocks/pausing.ts';
import type { EnginePack } from '../pack/pack.ts';
import { toWallTime, type TimeBase } from '../time/timeBase.ts';
import { withConsequences, type Advance } from './withConsequences.ts';
import { escalationTarget } from './routing.ts';

/** Wall-clock ms. Later than any queue of a healthy engine: it was down. */
const SUSPENDED_AFTER_MS = 30_000;

/**
 * Every lapse and rung planned up to `at` (case time). `strict` leaves out `at` itself: an action at the due moment is
 * in time. Events carry the planned instant, so a slow wake-up shifts nothing; after an outage they carry `at`, as
 * nobody could know earlier, and one message tells them all.
 */
export function lapse(
  pack: EnginePack,
  state: CaseState,
  at: number,
  base: TimeBase,
  { strict = false }: { readonly strict?: boolean } = {},
): Advance {
  const isDue = (instant: Scheduled): boolean => (strict ? instant.at < at : instant.at <= at);
  const lateness = (planned: number): number => Math.max(0, toWallTime(base, at) - toWallTime(base, planned));
  let next = firstInstant(pack, state);
  if (next === undefined || !isDue(next)) return { state, events: [] };
  // Down at the first planned moment: all of them are late by the outage.
  const suspended = lateness(next.at) > SUSPENDED_AFTER_MS;
  const rungsDue = suspended ? scheduledOf(pack, state).filter((one) => one.kind === 'rung' && isDue(one)).length : 0;
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
    const advance = withConsequences(pack, current, happened, cause);
    current = advance.state;
    events.push(...advance.events);
  }
  return { state: current, events };
}

/** What had lapsed, and what was decided upon it. */
export function lapsedThen(lapsed: Advance, decided: Advance): Advance {
  return { state: decided.state, events: [...lapsed.events, ...decided.events] };
}

type Marks = Pick<RungFiredData, 'lateBecause' | 'coalesced'>;

/** The same lapse has the same id in every run. */
function instantId(instant: Scheduled): string {
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
  // Assigned, not spread: this runs for every rung.
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

/** The case can still act: it has not ended, or a clock runs or is paused. */
export function needsWorkflow(pack: EnginePack, state: CaseState): boolean {
  return (
    !isEnded(state) ||
    firstInstant(pack, state) !== undefined ||
    state.clocks.some((clock) => clock.status === 'paused')
  );
}
