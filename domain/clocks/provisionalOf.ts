import type { ClockState } from '../case/state.ts';
import type { CalendarMarks } from '../limits/calendarMarks.ts';

/** What a rung takes from its clock's due moment; empty where no calendar counted it. */
export function provisionalOf(due: Pick<ClockState, 'provisional' | 'calendarVersion'> | undefined): CalendarMarks {
  return {
    ...(due?.provisional === true ? { provisional: true } : {}),
    ...(due?.calendarVersion === undefined ? {} : { calendarVersion: due.calendarVersion }),
  };
}

/** The calendar version of a due moment that is still provisional. */
export function provisionalVersion(mark: ProvisionalMark | undefined): string | undefined {
  return mark?.provisional === true ? (mark.calendarVersion ?? '') : undefined;
}
