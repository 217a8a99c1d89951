import { isProvisional } from '../time/calendar.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { CalendarMarks, LimitContext } from './due.ts';
import type { Limit } from '../pack/limitDef.ts';
import { lastDay, rolls } from './countedTime.ts';
import { dateIn } from '../time/zone.ts';

/** Whether every day on the way counts, not only the last one. */
export function countsEveryDay(limit: Limit): boolean {
  return limit.kind === 'working-days' || limit.kind === 'business-hours';
}

/** The marks of what began at `start` and ends at `due`; none where the limit needs no calendar. */
export function calendarMarks(limit: Limit, start: number, due: number, context: LimitContext): CalendarMarks {
  const { calendar, timezone } = context;
  if (calendar === undefined || !(countsEveryDay(limit) || rolls(limit))) return {};
  const last = lastDay(limit, due, context);
  return marksOf(calendar, countsEveryDay(limit) ? dateIn(start, timezone) : last, last);
}

/** The marks of what was counted with the days from one date to another. */
export function marksOf(calendar: CalendarDays, from: string, to: string): CalendarMarks {
  return { calendarVersion: calendar.version, ...(isProvisional(calendar, from, to) ? { provisional: true } : {}) };
}
