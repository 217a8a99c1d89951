/** Shares of a clock's time in its own unit: rest days, closed hours and pauses use nothing up. */

import type { ClockState } from '../case/state.ts';
import { afterCounted, countedBetween, countsWholeDays } from '../limits/countedTime.ts';
import type { LimitContext } from '../limits/due.ts';
import type { Limit } from '../pack/clockDef.ts';
import { addWorkingDays, workingDayFrom } from '../time/calendar.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';

export type Span = Pick<ClockState, 'startedAt' | 'dueAt' | 'targetAt' | 'moves'>;

/**
 * When so many per cent between start and due moment are used up, rounded up to the ms. The start day of a limit in
 * days does not count.
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
 * The first such time of a working day from `at` on and before the due moment, else the last before that; `at` itself
 * where none comes after the start.
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
