/** Paused time in the unit of the clock: a pause of working days gains no weekend. */

import { businessHoursDue, businessMsBetween } from './businessHours.ts';
import { isRestDay, workingDayFrom } from '../time/calendar.ts';
import { marksOf, type LimitContext, type CalendarMarks } from './due.ts';
import type { Limit } from '../pack/clockDef.ts';
import { addDays, dateIn, instantAt, instantOf, timeOfDay } from '../time/zone.ts';

const DAY_MS = 86_400_000;

/** Time that counts for the limit, ms: all of it, that of working days, or of business hours. */
export function countedBetween(limit: Limit, from: number, to: number, context: LimitContext): number {
  if (to <= from) return 0;
  if (limit.kind === 'business-hours') return businessMsBetween(from, to, context);
  if (limit.kind !== 'working-days') return to - from;
  let counted = 0;
  for (let at = from; at < to;) {
    const day = dateIn(at, context.timezone);
    const end = Math.min(to, instantOf(day, '24:00', context.timezone));
    if (counts(limit, day, context)) counted += end - at;
    at = end;
  }
  return counted;
}

/** The instant at which so much counted time has passed since `from`. */
export function afterCounted(limit: Limit, from: number, ms: number, context: LimitContext): number {
  if (limit.kind === 'business-hours') return businessHoursDue(ms, from, context)?.at ?? from;
  if (limit.kind !== 'working-days') return from + ms;
  let left = ms;
  for (let at = from; ;) {
    const day = dateIn(at, context.timezone);
    const end = instantOf(day, '24:00', context.timezone);
    if (counts(limit, day, context)) {
      if (at + left <= end) return at + left;
      left -= end - at;
    }
    at = end;
  }
}

/** A maximum in ms of its unit; the checker refuses fields and months as a maximum. */
export function allowance(limit: Limit): number {
  if ('ms' in limit) return limit.ms;
  return 'days' in limit ? limit.days * DAY_MS : 0;
}

/**
 * The due moment after a pause of `stood` ms that followed pauses of `before` ms, not yet rolled. A clock of days moves
 * by whole days over all its pauses and keeps its time of day.
 */
export function movedByPause(limit: Limit, due: number, before: number, stood: number, context: LimitContext): number {
  if (limit.kind === 'business-hours') return stood === 0 ? due : afterCounted(limit, due, stood, context);
  if (limit.kind === 'elapsed' || limit.kind === 'field') return due + stood;
  const days = Math.floor((before + stood) / DAY_MS) - Math.floor(before / DAY_MS);
  let last = lastDay(limit, due, context);
  for (let left = days; left > 0;) {
    last = addDays(last, 1);
    if (counts(limit, last, context)) left -= 1;
  }
  return days === 0 ? due : atTimeOf(limit, due, last, context);
}

/** A due moment on a rest day goes to the next working day, where the limit rolls. */
export function rolled(limit: Limit, due: number, context: LimitContext): number {
  if (!rolls(limit) || context.calendar === undefined) return due;
  const last = lastDay(limit, due, context);
  const day = workingDayFrom(context.calendar, last);
  return day === last ? due : atTimeOf(limit, due, day, context);
}

export function rolls(limit: Limit): boolean {
  return (limit.kind === 'days' || limit.kind === 'months') && limit.roll === true;
}

/** The day that a due moment belongs to; 24:00 belongs to the day that it ends. */
export function lastDay(limit: Limit, due: number, { timezone }: LimitContext): string {
  return dateIn(keepsTime(limit) ? due : due - 1, timezone);
}

/** The start day does not count, and the limit ends with a day. */
export function countsWholeDays(limit: Limit): boolean {
  return ['working-days', 'days', 'months'].includes(limit.kind) && !keepsTime(limit);
}

function keepsTime(limit: Limit): boolean {
  return 'keepTime' in limit && limit.keepTime;
}

function counts(limit: Limit, day: string, { calendar }: LimitContext): boolean {
  return limit.kind !== 'working-days' || calendar === undefined || !isRestDay(calendar, day);
}

function atTimeOf(limit: Limit, due: number, date: string, { timezone }: LimitContext): number {
  const time = timeOfDay(due, timezone);
  return time === 0 && !keepsTime(limit) ? instantOf(date, '24:00', timezone) : instantAt(date, time, timezone);
}

/** Every day on the way is looked up in the calendar, not only the last. */
export function countsEveryDay(limit: Limit): boolean {
  return limit.kind === 'working-days' || limit.kind === 'business-hours';
}

/** What the calendar says about a due moment; nothing where the limit needs no calendar. */
export function calendarMarks(limit: Limit, start: number, due: number, context: LimitContext): CalendarMarks {
  const { calendar, timezone } = context;
  if (calendar === undefined || !(countsEveryDay(limit) || rolls(limit))) return {};
  const last = lastDay(limit, due, context);
  return marksOf(calendar, countsEveryDay(limit) ? dateIn(start, timezone) : last, last);
}
