/** What a due moment that was moved is counted with, and whether it waits for days that are not published yet. */

import { isProvisional } from '../time/calendar.ts';
import type { LimitContext } from './due.ts';
import type { Limit } from '../pack/limitDef.ts';
import { lastDay, rolls } from './countedTime.ts';
import { dateIn } from '../time/zone.ts';

export interface CalendarMarks {
  readonly provisional?: boolean;
  readonly calendarVersion?: string;
}

/** Whether every day on the way counts, not only the last one. */
export function countsEveryDay(limit: Limit): boolean {
  return limit.kind === 'working-days' || limit.kind === 'business-hours';
}

/** The marks of what began at `start` and ends at `due`; none where the limit needs no calendar. */
export function calendarMarks(limit: Limit, start: number, due: number, context: LimitContext): CalendarMarks {
  const { calendar, timezone } = context;
  if (calendar === undefined || !(countsEveryDay(limit) || rolls(limit))) return {};
  const last = lastDay(limit, due, context);
  const first = countsEveryDay(limit) ? dateIn(start, timezone) : last;
  return { calendarVersion: calendar.version, ...(isProvisional(calendar, first, last) ? { provisional: true } : {}) };
}
