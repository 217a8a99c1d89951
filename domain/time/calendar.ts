/** Days of a working calendar: plain arithmetic on ISO dates, so that no host's zone can matter. */

import type { CalendarDays } from './calendarDays.ts';
import { own } from '../values/own.ts';
import { addDays, utcOf } from './zone.ts';

/** `unpublished`: nobody has said yet, and what is counted on such a day is provisional. */
export type DayState = 'work' | 'off' | 'unpublished';

const DAY_MS = 86_400_000;
const THURSDAY = 4;

/** What the calendar says of a date (`YYYY-MM-DD`). */
export function dayState(calendar: CalendarDays, date: string): DayState {
  if (!isSettled(calendar, date)) return 'unpublished';
  return isRestDay(calendar, date) ? 'off' : 'work';
}

/** Whether one rests that day: by the published calendar or, in a year without one, by the provisional rule. */
export function isRestDay(calendar: CalendarDays, date: string): boolean {
  if (own(calendar.work, date) !== undefined) return false;
  return own(calendar.off, date) !== undefined || isWeekend(date);
}

/**
 * Whether the published calendars have the last word on a date. The year must be published; where the notice of one
 * year may still set days at the end of the year before (`openFrom`), the next year must be as well.
 */
export function isSettled(calendar: CalendarDays, date: string): boolean {
  const year = Number(date.slice(0, 4));
  if (!calendar.years.includes(year)) return calendar.closed?.includes(date) ?? false;
  return calendar.openFrom === undefined || date.slice(5) < calendar.openFrom || calendar.years.includes(year + 1);
}

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  const day = (((utcOf(date) / DAY_MS + THURSDAY) % 7) + 7) % 7;
  return day === 0 || day === 6;
}

/** The first working day at or after a date. */
export function workingDayFrom(calendar: CalendarDays, date: string): string {
  let day = date;
  while (isRestDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** The date so many working days after (or before) another, which itself is not counted. */
export function addWorkingDays(calendar: CalendarDays, date: string, days: number): string {
  const step = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (!isRestDay(calendar, day)) left -= 1;
  }
  return day;
}

/** How many working days lie after `from` up to and with `to`; negative when `to` is the earlier one. */
export function workingDaysBetween(calendar: CalendarDays, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isRestDay(calendar, day)) count += 1;
  return count;
}

/** Whether any day from one date to another, both with it, still waits for its calendar. */
export function isProvisional(calendar: CalendarDays, from: string, to: string): boolean {
  if (isOut(calendar, Number(from.slice(0, 4)), Number(to.slice(0, 4)))) return false;
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isSettled(calendar, day)) return true;
  return false;
}

/** Whether all of these years are published, and the one after them where it may still set their last days. */
function isOut({ years, openFrom }: CalendarDays, from: number, to: number): boolean {
  const last = openFrom === undefined ? to : to + 1;
  for (let year = from; year <= last; year += 1) if (!years.includes(year)) return false;
  return true;
}

/** The days of some years only, for what travels with a case; the version stays that of the whole. */
export function trimCalendar(calendar: CalendarDays, from: number, to: number): CalendarDays {
  const within = (year: number): boolean => year >= from && year <= to;
  const kept = (days: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(days).filter(([day]) => within(Number(day.slice(0, 4)))));
  return { ...calendar, years: calendar.years.filter(within), off: kept(calendar.off), work: kept(calendar.work) };
}
