/** The moments at which a case acts by itself, in order. */

import { calendarOf } from '../limits/caseCalendar.ts';
import type { CalendarDays } from '../time/calendar.ts';
import type { RungDef } from '../pack/clockDef.ts';
import { isActive } from '../case/overdue.ts';
import type { EnginePack } from '../pack/pack.ts';
import { memoized } from '../values/memoized.ts';
import { pendingRungs } from './rungs.ts';
import type { CaseState, ClockState } from '../case/state.ts';

/** A limit lapses (`miss`), a rung fires, or a pause reaches its maximum (`resume`). Case time. */
export type Scheduled = ClockInstant | { readonly at: number; readonly kind: 'resume' };

export type ClockInstant = Readonly<{
  at: number;
  kind: 'miss' | 'rung';
  clock: ClockState;
  rung?: RungDef;
}>;

/** The earliest first; at one moment the lapse before its rungs, the severe clock before the mild. */
export const scheduledOf = memoized((pack: EnginePack, state: CaseState): readonly Scheduled[] => {
  const until = state.paused?.until;
  const instants = clockInstants(pack, state);
  return until === undefined ? instants : [{ at: until, kind: 'resume' } as const, ...instants].toSorted(inOrder);
});

/** Only the first: asked after every event. */
export const firstInstant = memoized((pack: EnginePack, state: CaseState): Scheduled | undefined => {
  const until = state.paused?.until;
  let first: Scheduled | undefined = until === undefined ? undefined : { at: until, kind: 'resume' };
  for (const clock of state.clocks) {
    const next = isActive(clock) ? plannedOf(pack, state, clock)[0] : undefined;
    if (next !== undefined && (first === undefined || inOrder(next, first) < 0)) first = next;
  }
  return first;
});

export const clockInstants = memoized((pack: EnginePack, state: CaseState): readonly ClockInstant[] =>
  state.clocks
    .filter(isActive)
    .flatMap((clock) => plannedOf(pack, state, clock))
    .toSorted(inOrder),
);

type Planned = Readonly<{
  pack: EnginePack;
  calendar: CalendarDays | undefined;
  daysChangedAt: number | undefined;
  instants: readonly ClockInstant[];
}>;

/** Kept by clock: an event changes at most a few, and the others stay the same objects. */
const planned = new WeakMap<ClockState, Planned>();

function plannedOf(pack: EnginePack, state: CaseState, clock: ClockState): readonly ClockInstant[] {
  const calendar = calendarOf(pack, state);
  const { daysChangedAt } = state;
  const known = planned.get(clock);
  if (
    known !== undefined &&
    known.pack === pack &&
    known.calendar === calendar &&
    known.daysChangedAt === daysChangedAt
  )
    return known.instants;
  const instants = plan(pack, state, clock).toSorted(inOrder);
  planned.set(clock, { pack, calendar, daysChangedAt, instants });
  return instants;
}

function plan(pack: EnginePack, state: CaseState, clock: ClockState): ClockInstant[] {
  const rungs = pendingRungs(pack, state, clock).map(({ rung, at }): ClockInstant => ({
    at,
    kind: 'rung',
    clock,
    rung,
  }));
  return clock.status === 'running' && clock.monitor !== true
    ? [{ at: notBefore(clock), kind: 'miss', clock }, ...rungs]
    : rungs;
}

/** A due moment in the past acts as soon as the clock may. */
function notBefore(clock: ClockState): number {
  return Math.max(clock.dueAt, clock.actsFrom ?? clock.dueAt);
}

function inOrder(a: Scheduled, b: Scheduled): number {
  return a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || severity(b) - severity(a);
}

const ORDER: Readonly<Record<Scheduled['kind'], number>> = { resume: 0, miss: 1, rung: 2 };

function severity(instant: Scheduled): number {
  return instant.kind === 'resume' ? 0 : instant.clock.severity;
}
