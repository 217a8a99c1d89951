import type { LimitContext } from './due.ts';
import type { CalendarDays } from '../time/calendar.ts';
import type { EnginePack } from '../pack/pack.ts';
import { defined } from '../values/own.ts';
import { memoized } from '../values/memoized.ts';
import type { CaseState, ClosureState } from '../case/state.ts';

type CalendarParts = Pick<CaseState, 'calendar' | 'closures'>;

/** The days of one case: the pack's, or those published since, less what closures take. */
export function calendarOf(pack: EnginePack, state: CalendarParts): CalendarDays | undefined {
  const base = state.calendar ?? pack.calendar;
  if (base === undefined || state.closures === undefined || state.closures.length === 0) return base;
  return underClosures(base, state.closures);
}

/** Cases ask far more often than orders change. */
const underClosures = memoized((base: CalendarDays, closures: readonly ClosureState[]): CalendarDays =>
  closures.reduce((calendar, { order, days }) => closed(calendar, order, days), base),
);

export function limitContext(pack: EnginePack, state: CalendarParts & Pick<CaseState, 'fields'>): LimitContext {
  const { timezone, businessHours } = pack;
  return { timezone, fields: state.fields, ...defined({ calendar: calendarOf(pack, state), businessHours }) };
}

function closed(calendar: CalendarDays, order: string, days: readonly string[]): CalendarDays {
  const work = Object.fromEntries(Object.entries(calendar.work).filter(([day]) => !days.includes(day)));
  // A day that is off anyway keeps its own reason.
  const off = { ...Object.fromEntries(days.map((day) => [day, order])), ...calendar.off };
  const version = `${calendar.version}+${order}`;
  return { ...calendar, version, off, work, closed: [...(calendar.closed ?? []), ...days] };
}
