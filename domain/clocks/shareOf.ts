/** A share of a clock's time, counted in the clock's own unit: rest days, closed hours and pauses use nothing up. */

import type { ClockState } from '../case/state.ts';
import { afterCounted, countedBetween, countsWholeDays } from '../limits/countedTime.ts';
import type { LimitContext } from '../limits/due.ts';
import type { Limit } from '../pack/limitDef.ts';
import { addWorkingDays, workingDayFrom } from '../time/calendar.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';

/** What a share of a clock's time is counted from. */
export type Span = Pick<ClockState, 'startedAt' | 'dueAt' | 'targetAt' | 'moves'>;

/**
 * The moment at which so many per cent of the time between start and due moment are used up, rounded up to the ms. The
 * day on which a limit of days starts is not counted, here as there.
 */
export function shareOf(
  percent: number,
  { startedAt, dueAt, moves = [] }: Span,
  limit: Limit,
  days: LimitContext,
): number {
  const pauses = moves.filter((move) => move.kind === 'paused');
  const dayAfter = countsWholeDays(limit)
    ? instantOf(dateIn(startedAt, days.timezone), '24:00', days.timezone)
    : startedAt;
  const start = Math.min(dayAfter, dueAt);
  const used = (from: number, to: number): number =>
    countedBetween(limit, from, Math.max(from, Math.min(to, dueAt)), days);
  const paused = pauses.reduce((sum, { from, to }) => sum + used(Math.max(from, start), to), 0);
  let left = Math.ceil(((used(start, dueAt) - paused) * percent) / 100);
  let at = start;
  for (const { from, to } of pauses) {
    const before = used(at, from);
    if (left <= before) break;
    left -= before;
    at = Math.max(at, to);
  }
  return Math.min(dueAt, afterCounted(limit, at, left, days));
}

/**
 * The first moment at this time of day of a working day at or after `at` that lies before the due moment, else the last
 * one before that; `at` itself where none lies after the start.
 */
export function atTimeOfDay(at: number, time: string, { startedAt, dueAt }: Span, days: LimitContext): number {
  const { calendar, timezone } = days;
  const from = (date: string): string => (calendar === undefined ? date : workingDayFrom(calendar, date));
  const before = (date: string): string =>
    calendar === undefined ? addDays(date, -1) : addWorkingDays(calendar, date, -1);
  const on = (date: string): number => instantOf(date, time, timezone);
  const today = dateIn(at, timezone);
  let date = from(on(today) < at ? addDays(today, 1) : today);
  while (on(date) >= dueAt) date = before(date);
  return on(date) > startedAt ? on(date) : at;
}
