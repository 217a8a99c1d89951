import type { BusinessHours, CalendarDays } from '../time/calendarDays.ts';
import type { Segment } from '../case/clockEvent.ts';
import type { FieldValues } from '../case/event.ts';

/** A due moment (case time, epoch ms) and its explanation, from the start to the due moment without gaps. */
export type Due = Readonly<{
  at: number;
  because: readonly Segment[];
  /** A day that was counted or skipped still waits for its calendar. */
  provisional?: boolean;
  /** The calendar that was used, when one was. */
  calendarVersion?: string;
}>;

/** What a limit of one case is counted with. */
export type LimitContext = Readonly<{
  timezone: string;
  fields: FieldValues;
  calendar?: CalendarDays;
  businessHours?: BusinessHours;
}>;
