import type { ClockState } from '../case/state.ts';

/**
 * What a rung takes from its clock: whether a day that the due moment is counted with still waits for its calendar, and
 * the version that counted it.
 */
export type ProvisionalMark = Pick<ClockState, 'provisional' | 'calendarVersion'>;

/** The mark of a clock's rungs; empty where no calendar counted its due moment. */
export function provisionalOf(clock: ClockState | undefined): ProvisionalMark {
  return {
    ...(clock?.provisional === true ? { provisional: true } : {}),
    ...(clock?.calendarVersion === undefined ? {} : { calendarVersion: clock.calendarVersion }),
  };
}

/** The calendar version of a due moment that is still provisional. */
export function provisionalVersion(mark: ProvisionalMark | undefined): string | undefined {
  return mark?.provisional === true ? (mark.calendarVersion ?? '') : undefined;
}
