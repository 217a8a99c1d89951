/** What one event starts, stops and cancels. */

import { movedByDays, type DaysChange } from './calendarMove.ts';
import { clockDue } from './clockDue.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import { matches, type Facts } from '../pack/condition.ts';
import type { ClockRules, ClockStartedData } from '../case/clockEvent.ts';
import type { CaseEvent, RecordedEvent } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { isOpen } from '../case/overdue.ts';
import type { ClockDef, Trigger, TriggerName } from '../pack/clockDef.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { beginsPaused, pauseMoved, pausesOf, revived, endOfPause } from './pausing.ts';
import { memoizedFor } from '../values/memoized.ts';
import type { CaseState, ClockState } from '../case/state.ts';
import { matchFor, triggersOf, type TriggerMatch } from './triggers.ts';

/** These end every clock. */
export const ALWAYS_CANCEL: readonly Trigger[] = [{ on: 'withdrawn' }, { on: 'refused' }, { on: 'merged' }];

/** Stops first, then cancellations, then starts. */
export function clockEvents(
  pack: EnginePack,
  before: CaseState | undefined,
  after: CaseState,
  event: RecordedEvent,
): readonly CaseEvent[] {
  if (event.type === 'ClocksResumed' && before !== undefined)
    return before.clocks.flatMap((clock) => endOfPause(pack, before, clock, event.data.until ?? event.at));
  if (event.type === 'CalendarPublished' || event.type === 'ClosureOrdered' || event.type === 'ClosureLifted') {
    const change = changeOf(event);
    return [...movedByDays(pack, after, change, event.at), ...pauseMoved(pack, after, change, event.at)];
  }
  const firings = triggersOf(event, before);
  if (firings.length === 0) return [];
  const concerned = concernedBy(pack, firings);
  if (concerned.length === 0) return [];
  const facts = factsOf(pack, after);
  return concerned.flatMap((def) => [
    ...stopEvents(pack, def, after, firings, facts, event.at),
    ...startEvents(pack, def, after, firings, facts, event.at),
  ]);
}

/** Clocks that may start or end, in the pack's order. */
function concernedBy(pack: EnginePack, firings: readonly TriggerMatch[]): readonly ClockDef[] {
  const listening = listenersOf(pack);
  const [first, ...others] = firings;
  if (first !== undefined && others.length === 0) return listening.get(first.on) ?? [];
  return pack.clocks.filter((def) => firings.some(({ on }) => listening.get(on)?.includes(def)));
}

const listenersOf = memoizedFor((pack: EnginePack): ReadonlyMap<TriggerName, readonly ClockDef[]> => {
  const listening = new Map<TriggerName, ClockDef[]>();
  for (const def of pack.clocks) {
    for (const on of new Set(
      [...def.start, ...def.stop, ...(def.cancel ?? []), ...ALWAYS_CANCEL].map((trigger) => trigger.on),
    )) {
      listening.set(on, [...(listening.get(on) ?? []), def]);
    }
  }
  return listening;
});

function changeOf(
  event: Extract<CaseEvent, { type: 'CalendarPublished' | 'ClosureOrdered' | 'ClosureLifted' }>,
): DaysChange {
  if (event.type !== 'CalendarPublished') return { reason: 'closure', detail: event.data.order };
  const { calendar, source } = event.data;
  const parts = [calendar.version, source.title, source.number, source.date];
  return { reason: 'calendar', detail: parts.filter((part) => part !== undefined).join(' ') };
}

function stopEvents(
  pack: EnginePack,
  def: ClockDef,
  state: CaseState,
  firings: readonly TriggerMatch[],
  facts: Facts,
  at: number,
): readonly CaseEvent[] {
  return state.clocks
    .filter((clock) => clock.clock === def.id && isOpen(clock))
    .flatMap((clock): readonly CaseEvent[] => {
      const ref = { clock: clock.clock, occurrence: clock.occurrence };
      const late: CaseEvent = { type: 'ClockStopped', data: { ...ref, outcome: 'late' } };
      const missing: readonly CaseEvent[] = beganPastDue(clock, at)
        ? [{ type: 'ClockMissed', data: { ...ref, dueAt: clock.dueAt } }]
        : [];
      const isMissed = clock.status === 'missed' || missing.length > 0;
      if (def.stop.some((trigger) => concerns(clock, matchFor(trigger, firings, facts)))) {
        return isMissed
          ? [...missing, late]
          : [...endOfPause(pack, state, clock, at), { type: 'ClockStopped', data: { ...ref, outcome: 'met' } }];
      }
      const cancels = [...ALWAYS_CANCEL, ...(def.cancel ?? [])];
      const cause = cancels.find((trigger) => concerns(clock, matchFor(trigger, firings, facts)));
      // A miss stays: ending a case does not clean its record.
      if (cause !== undefined)
        return isMissed ? [...missing, late] : [{ type: 'ClockCancelled', data: { ...ref, reason: cause.on } }];
      // A new promise replaces the old one, but not a miss.
      const replaced =
        def.per === 'promise' &&
        !isMissed &&
        def.start.some((trigger) => matchFor(trigger, firings, facts) !== undefined);
      return replaced ? [{ type: 'ClockCancelled', data: { ...ref, reason: 'superseded' } }] : [];
    });
}

/** Ended at the moment that made it past due, before the lapse could act: missed all the same. */
function beganPastDue(clock: ClockState, at: number): boolean {
  return clock.status === 'running' && clock.monitor !== true && clock.dueAt < at;
}

function startEvents(
  pack: EnginePack,
  def: ClockDef,
  state: CaseState,
  firings: readonly TriggerMatch[],
  facts: Facts,
  at: number,
): readonly CaseEvent[] {
  const firing = def.start.map((trigger) => matchFor(trigger, firings, facts)).find((found) => found !== undefined);
  if (firing === undefined || !matches(def.when, facts)) return [];
  const subject = subjectOf(def, firing, state);
  const earlier = state.clocks.filter((clock) => clock.clock === def.id);
  // Never twice for the same thing, so doing it again wins no time.
  const same = def.per === 'promise' ? undefined : earlier.find((clock) => clock.subject === subject);
  if (same !== undefined) return same.cancelledBecause === 'reclassified' ? revived(pack, state, def, same) : [];
  const from = firing.on === 'reclassified' ? missedStart(def, state, facts, at) : at;
  return clockStarted(pack, def, state, { from, at, occurrence: earlier.length + 1, subject });
}

/** A clock counted from `from` that acts from `at` on; none where its limit cannot be counted. */
export function clockStarted(
  pack: EnginePack,
  def: ClockDef,
  state: CaseState,
  {
    from,
    at,
    occurrence,
    subject,
  }: Readonly<{ from: number; at: number; occurrence: number; subject: string | undefined }>,
): readonly (CaseEvent & { readonly type: 'ClockStarted' })[] {
  const startedAt = countedFrom(def, state, from);
  const moves = pausesOf(pack, state, def, startedAt, startedAt);
  const counted = { startedAt, ...promisedIn(def, state), ...(moves.length === 0 ? {} : { moves }) };
  const due = clockDue(def, counted, limitContext(pack, state));
  if (due === undefined) return [];
  const data: ClockStartedData = {
    clock: def.id,
    occurrence,
    ...rulesOf(def),
    ...(subject === undefined ? {} : { subject }),
    ...counted,
    ...due,
    ...(beginsPaused(pack, state, def, due.dueAt) ? { paused: true } : {}),
    ...(startedAt < at || due.dueAt < at ? { actsFrom: at } : {}),
  };
  return [{ type: 'ClockStarted', data }];
}

/** Fixed at the start: later edits of the field do not count. */
export function promisedIn({ limit }: ClockDef, { fields }: CaseState): { readonly promisedAt?: number } {
  const value = limit.kind === 'field' ? own(fields, limit.field) : undefined;
  return typeof value === 'number' ? { promisedAt: value } : {};
}

/** What a clock takes from its definition. */
export const rulesOf = memoizedFor((def: ClockDef): ClockRules => ({
  ...(def.rule === undefined ? {} : { rule: def.rule }),
  ladder: def.ladder,
  severity: def.severity,
  overdue: def.overdue ?? false,
  ...(def.limit.kind === 'none' ? { monitor: true } : {}),
  ...(def.owed === false ? { owed: false } : {}),
}));

/** The start event, an earlier event that the pack names, or an instant field. */
function countedFrom(def: ClockDef, state: CaseState, at: number): number {
  if (def.fromEvent !== undefined)
    return (def.fromEvent === 'registered' ? state.registeredAt : state.acceptedAt) ?? at;
  const value = def.from === undefined ? undefined : own(state.fields, def.from);
  return typeof value === 'number' ? value : at;
}

/** A reclassified case counts as if it always had that category in this cycle: a wrong label wins no time. */
function missedStart(def: ClockDef, state: CaseState, facts: Facts, at: number): number {
  const { registeredAt, acceptedAt = at, reopenedAt = -Infinity } = state;
  const moments = { registered: registeredAt, accepted: acceptedAt, reopened: reopenedAt };
  const begun = Object.entries(moments).filter(
    ([on, moment]) =>
      moment !== -Infinity && def.start.some((trigger) => trigger.on === on && matches(trigger.when, facts)),
  );
  return Math.min(at, ...begun.map(([, moment]) => Math.max(moment, reopenedAt)));
}

/** What an occurrence belongs to; it gets no second clock of the kind. */
export function subjectOf(
  { per }: ClockDef,
  firing: TriggerMatch,
  { level, promisedAt, cycle }: Pick<CaseState, 'level' | 'promisedAt' | 'cycle'>,
): string | undefined {
  switch (per) {
    case 'case':
      return undefined;
    case 'level':
      return firing.level ?? level;
    case 'dispatch':
      return firing.dispatch;
    case 'promise':
      return promisedAt === undefined ? undefined : String(promisedAt);
    case 'cycle':
      return String(cycle);
  }
}

/** A firing of a dispatch concerns only the clock of that dispatch. */
function concerns(clock: ClockState, firing: TriggerMatch | undefined): boolean {
  if (firing === undefined) return false;
  return firing.dispatch === undefined || clock.subject === undefined || clock.subject === firing.dispatch;
}
