/**
 * Days that change while a case is open: a year is published, or an order closes days. Operators send it; it is no
 * action.
 */

import type { CalendarSource, ClosureData } from '../case/clockEvent.ts';
import type { CaseEvent, Cause } from '../case/event.ts';
import { evolve } from '../case/evolve.ts';
import { isActive, isEnded } from '../case/overdue.ts';
import type { CaseState } from '../case/state.ts';
import { settledByDays } from '../clocks/calendarMove.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CalendarDays } from '../time/calendar.ts';
import { withConsequences, type Advance } from './withConsequences.ts';

/** The same `id` is the same notice, however often it is sent. */
export type CalendarChange = Readonly<{ id: string; by: string }> &
  (
    | Readonly<{ kind: 'published'; calendar: CalendarDays; source: CalendarSource }>
    | ({ readonly kind: 'closure' } & ClosureData)
    | Readonly<{ kind: 'closure-lifted'; order: string }>
  );

type DaysEvent = Extract<CaseEvent, { readonly type: 'CalendarPublished' | 'ClosureOrdered' | 'ClosureLifted' }>;

/** One event and a move for each clock concerned; none when the days hold already. */
export function changeCalendar(pack: EnginePack, state: CaseState, notice: CalendarChange, at: number): Advance {
  const changed = eventOf(pack, state, notice);
  if (changed === undefined) return { state, events: [] };
  const cause: Cause = { id: notice.id, at, actor: { id: notice.by, unit: '', roles: ['administrator'] } };
  const settled = settledByDays(pack, evolve(state, { ...changed, ...cause, seq: state.seq + 1 }));
  const event = settled.length === 0 ? changed : ({ ...changed, data: { ...changed.data, settled } } as DaysEvent);
  return withConsequences(pack, state, [event], cause);
}

function eventOf(pack: EnginePack, state: CaseState, notice: CalendarChange): DaysEvent | undefined {
  const base = state.calendar ?? pack.calendar;
  // Ended, and nothing runs: the case stays as it is.
  if (base === undefined || (isEnded(state) && !state.clocks.some(isActive))) return undefined;
  const ordered = (order: string): boolean => state.closures?.some((one) => one.order === order) ?? false;
  switch (notice.kind) {
    case 'published': {
      const { calendar, source } = notice;
      if (calendar.version === base.version || calendar.layers.join() !== base.layers.join()) return undefined;
      return { type: 'CalendarPublished', data: { calendar: withOlderYears(base, calendar), source } };
    }
    case 'closure': {
      const { order, days, approver } = notice;
      return ordered(order) ? undefined : { type: 'ClosureOrdered', data: { order, days, approver } };
    }
    case 'closure-lifted': {
      const { order } = notice;
      return ordered(order) ? { type: 'ClosureLifted', data: { order } } : undefined;
    }
  }
}

/** The new days, and older years that the case may still need. */
function withOlderYears(base: CalendarDays, published: CalendarDays): CalendarDays {
  const first = Math.min(...published.years);
  const older = (days: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(days).filter(([day]) => Number(day.slice(0, 4)) < first));
  return {
    ...published,
    years: [...base.years.filter((year) => year < first), ...published.years],
    off: { ...older(base.off), ...published.off },
    work: { ...older(base.work), ...published.work },
  };
}
