import { isProvisional, type BusinessHours, type CalendarDays } from '../time/calendar.ts';
import type { Segment } from '../case/clockEvent.ts';
import type { FieldValues } from '../case/event.ts';

/** A due moment (case time, epoch ms) and the parts that lead to it without a gap. */
export type Due = CalendarMarks & Readonly<{ at: number; because: readonly Segment[] }>;

/** Which calendar was used, and whether a day on the way is not published yet. */
export type CalendarMarks = Readonly<{ provisional?: boolean; calendarVersion?: string }>;

export type LimitContext = Readonly<{
  timezone: string;
  fields: FieldValues;
  calendar?: CalendarDays;
  businessHours?: BusinessHours;
}>;

export function marksOf(calendar: CalendarDays, from: string, to: string): CalendarMarks {
  return { calendarVersion: calendar.version, ...(isProvisional(calendar, from, to) ? { provisional: true } : {}) };
}
