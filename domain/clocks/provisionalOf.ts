import type { ClockState } from '../case/state.ts';
import type { CalendarMarks } from '../limits/due.ts';
import { defined } from '../values/own.ts';

export function provisionalOf(due: Pick<ClockState, 'provisional' | 'calendarVersion'> | undefined): CalendarMarks {
  const { provisional, calendarVersion } = due ?? {};
  return defined({ provisional: provisional === true ? true : undefined, calendarVersion });
}

export function provisionalVersion(mark: CalendarMarks | undefined): string | undefined {
  return mark?.provisional === true ? (mark.calendarVersion ?? '') : undefined;
}
