import { marksOf, type CalendarMarks, type LimitContext } from './due.ts';
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
