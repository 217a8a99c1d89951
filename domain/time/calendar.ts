/** Arithmetic on ISO dates, whatever the host's zone. */

import { own } from '../values/own.ts';
import { addDays, utcOf } from './zone.ts';

/** `unpublished`: what is counted on such a day is provisional. */
export type DayState = 'work' | 'off' | 'unpublished';

const DAY_MS = 86_400_000;
const THURSDAY = 4;

export function dayState(calendar: CalendarDays, date: string): DayState {
  if (!isSettled(calendar, date)) return 'unpublished';
  return isRestDay(calendar, date) ? 'off' : 'work';
}

/** By the published calendar; in a year without one, the weekend. */
export function isRestDay(calendar: CalendarDays, date: string): boolean {
  if (own(calendar.work, date) !== undefined) return false;
  return own(calendar.off, date) !== undefined || isWeekend(date);
}

/** Nothing can change the day any more: its year is published and, from `openFrom` on, the next year as well. */
export function isSettled(calendar: CalendarDays, date: string): boolean {
  const year = Number(date.slice(0, 4));
  if (!calendar.years.includes(year)) return calendar.closed?.includes(date) ?? false;
  return calendar.openFrom === undefined || date.slice(5) < calendar.openFrom || calendar.years.includes(year + 1);
}

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

/** So many working days after (or before) a date, which itself does not count. */
export function addWorkingDays(calendar: CalendarDays, date: string, days: number): string {
  const step = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (!isRestDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(calendar: CalendarDays, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!isRestDay(calendar, day)) count += 1;
  return count;
}

/** Whether a day of the range, both ends included, is not settled. */
export function isProvisional(calendar: CalendarDays, from: string, to: string): boolean {
  if (isOut(calendar, Number(from.slice(0, 4)), Number(to.slice(0, 4)))) return false;
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isSettled(calendar, day)) return true;
  return false;
}

/** Are all of these years published, and the next one where it may still set their last days? */
function isOut({ years, openFrom }: CalendarDays, from: number, to: number): boolean {
  const last = openFrom === undefined ? to : to + 1;
  for (let year = from; year <= last; year += 1) if (!years.includes(year)) return false;
  return true;
}

/** Only the days of these years, for what travels with a case; the version stays. */
export function trimCalendar(calendar: CalendarDays, from: number, to: number): CalendarDays {
  const within = (year: number): boolean => year >= from && year <= to;
  const kept = (days: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(days).filter(([day]) => within(Number(day.slice(0, 4)))));
  return { ...calendar, years: calendar.years.filter(within), off: kept(calendar.off), work: kept(calendar.work) };
}

/** Of every working day, `HH:MM` local, in order. */
export type BusinessHours = readonly { readonly from: string; readonly to: string }[];

/**
 * The days that a case may need: Monday to Friday are working days unless listed. In a year that is not in `years`,
 * what is counted is provisional.
 */
export type CalendarDays = Readonly<{
  /** Calendars laid over each other, the nationwide one first. */
  layers: readonly string[];
  /** Changes with any day. */
  version: string;
  /** Published. */
  years: readonly number[];
  /** Rest days from Monday to Friday, and what for. */
  off: Readonly<Record<string, string>>;
  /** Working days on a weekend, and what for. */
  work: Readonly<Record<string, string>>;
  /** `MM-DD` from which the notice of the next year may still set days. */
  openFrom?: string;
  /** Closed by order for this case: settled whatever the year. */
  closed?: readonly string[];
}>;
