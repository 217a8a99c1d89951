import { isProvisional } from '../time/calendar.ts';
import type { BusinessHours, CalendarDays } from '../time/calendarDays.ts';
import type { Segment } from '../case/clockEvent.ts';
import type { FieldValues } from '../case/event.ts';

/** A due moment (case time, epoch ms) and its explanation, from the start to the due moment without gaps. */
export type Due = CalendarMarks & Readonly<{ at: number; because: readonly Segment[] }>;

/** The calendar that was used, and whether a day that was counted or skipped still waits for it; none without one. */
export type CalendarMarks = Readonly<{ provisional?: boolean; calendarVersion?: string }>;

/** What a limit of one case is counted with. */
export type LimitContext = Readonly<{
  timezone: string;
  fields: FieldValues;
  calendar?: CalendarDays;
  businessHours?: BusinessHours;
}>;

/** The marks of what was counted with the days from one date to another. */
export function marksOf(calendar: CalendarDays, from: string, to: string): CalendarMarks {
  return { calendarVersion: calendar.version, ...(isProvisional(calendar, from, to) ? { provisional: true } : {}) };
}
