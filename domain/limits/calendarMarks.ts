import { marksOf, type CalendarMarks, type LimitContext } from './due.ts';
import type { Limit } from '../pack/limitDef.ts';
import { lastDay, rolls } from './countedTime.ts';
import { dateIn } from '../time/zone.ts';

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
