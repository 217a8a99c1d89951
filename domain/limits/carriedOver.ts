/** What somebody's word or a pause has added to a due moment, when the days change under it. */

import { businessHoursDue, businessMsBetween } from './businessHours.ts';
import { addWorkingDays, isRestDay, workingDaysBetween } from '../time/calendar.ts';
import type { LimitContext } from './due.ts';
import type { Limit } from '../pack/limitDef.ts';
import { dateIn, instantOf } from '../time/zone.ts';

/**
 * The due moment `dueAt`, so much after `first` by the old days, as much after `base` by the new ones: in the limit's
 * own unit.
 */
export function carriedOver(
  limit: Limit,
  dueAt: number,
  first: number,
  base: number,
  old: LimitContext,
  now: LimitContext,
): number {
  const shift = dueAt - first;
  if (old.calendar === undefined || now.calendar === undefined) return base + shift;
  if (limit.kind === 'business-hours') return addedHours(dueAt, first, base, old, now) ?? base + shift;
  const day = dateIn(dueAt - 1, old.timezone);
  // An extension may end on a rest day by a person's word; then only the difference is carried over.
  if (limit.kind !== 'working-days' || isRestDay(old.calendar, day)) return base + shift;
  const more = workingDaysBetween(old.calendar, dateIn(first - 1, old.timezone), day);
  const moved = addWorkingDays(now.calendar, dateIn(base - 1, now.timezone), more);
  return instantOf(moved, '00:00', now.timezone) + (dueAt - instantOf(day, '00:00', old.timezone));
}

/** Business hours that were added, by the new days; `undefined` for a due moment that is not the end of any. */
function addedHours(
  dueAt: number,
  first: number,
  base: number,
  old: LimitContext,
  now: LimitContext,
): number | undefined {
  const ms = dueAt > first ? businessMsBetween(first, dueAt, old) : 0;
  return ms > 0 && businessHoursDue(ms, first, old)?.at === dueAt ? businessHoursDue(ms, base, now)?.at : undefined;
}
