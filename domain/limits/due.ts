import type { BusinessHours, CalendarDays } from '../time/calendarDays.ts';
import type { Segment } from '../case/clockEvent.ts';
import type { FieldValues } from '../case/event.ts';

/** A due moment (case time, epoch ms) and its explanation, from the start to the due moment without gaps. */
export interface Due {
  readonly at: number;
  readonly because: readonly Segment[];
  /** A day that was counted or skipped still waits for its calendar. */
  readonly provisional?: boolean;
  /** The calendar that was used, when one was. */
  readonly calendarVersion?: string;
}

/** What a limit of one case is counted with. */
export interface LimitContext {
  readonly timezone: string;
  readonly fields: FieldValues;
  readonly calendar?: CalendarDays;
  readonly businessHours?: BusinessHours;
}
