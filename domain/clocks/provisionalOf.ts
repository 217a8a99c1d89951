import type { ClockState } from '../case/state.ts';
import type { CalendarMarks } from '../limits/due.ts';
import { defined } from '../values/defined.ts';

/** What a rung takes from its clock's due moment; empty where no calendar counted it. */
export function provisionalOf(due: Pick<ClockState, 'provisional' | 'calendarVersion'> | undefined): CalendarMarks {
  const { provisional, calendarVersion } = due ?? {};
  return defined({ provisional: provisional === true ? true : undefined, calendarVersion });
}

/** The calendar version of a due moment that is still provisional. */
export function provisionalVersion(mark: CalendarMarks | undefined): string | undefined {
  return mark?.provisional === true ? (mark.calendarVersion ?? '') : undefined;
}
