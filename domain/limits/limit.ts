/**
 * When a limit is up: the due moment and the parts that make it. Computed at the clock's start, and again when its days
 * or its rules change.
 */

import type { Due, LimitContext } from './due.ts';
import { businessHoursDue } from './businessHours.ts';
import { dayDue, workingDayDue } from './dayLimits.ts';
import type { Limit } from '../pack/limitDef.ts';
import { own } from '../values/own.ts';
import { addDays, addMonths, dateIn } from '../time/zone.ts';

/**
 * Due moment of a limit that starts at `start`. Hours and minutes run around the clock, and so across a change of the
 * clocks; day limits do not count the start day and end at 24:00 of the last day or at close of business (Civil Code
 * art. 201/203). A limit of kind `none` is due at its start, and nobody misses it. `undefined` when the case lacks the
 * field that the limit needs; throws when the pack came without the calendar that the checker asked of it.
 */
export function dueOf(limit: Limit, start: number, context: LimitContext): Due | undefined {
  switch (limit.kind) {
    case 'elapsed':
      return { at: start + limit.ms, because: [{ from: start, to: start + limit.ms, reason: 'limit' }] };
    case 'days':
      return dayDue(limit, addDays(dateIn(start, context.timezone), limit.days), start, context);
    case 'months':
      return dayDue(limit, addMonths(dateIn(start, context.timezone), limit.months), start, context);
    case 'working-days':
      return workingDayDue(limit, start, context);
    case 'business-hours':
      return businessHoursDue(limit.ms, start, context);
    case 'field': {
      const value = own(context.fields, limit.field);
      return typeof value === 'number'
        ? { at: value, because: [{ from: start, to: value, reason: 'promise', detail: limit.field }] }
        : undefined;
    }
    case 'none':
      return { at: start, because: [] };
  }
}
