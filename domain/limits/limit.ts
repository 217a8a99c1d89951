import type { Due, LimitContext } from './due.ts';
import { businessHoursDue } from './businessHours.ts';
import { dayDue, workingDayDue } from './dayLimits.ts';
import type { Limit } from '../pack/limitDef.ts';
import { own } from '../values/own.ts';
import { addDays, addMonths, dateIn } from '../time/zone.ts';

/**
 * Due moment of a limit that starts at `start`, and the parts that make it. Hours and minutes run around the clock; day
 * limits do not count the start day and end at 24:00 of the last day or at close of business (Civil Code art. 201/203).
 * `undefined` when the case lacks the field that the limit needs.
 */
export function dueOf(limit: Limit, start: number, context: LimitContext): Due | undefined {
  switch (limit.kind) {
    case 'elapsed': {
      const at = start + limit.ms;
      return { at, because: [{ from: start, to: at, reason: 'limit' }] };
    }
    case 'days':
      return dayDue(limit, addDays(dateIn(start, context.timezone), limit.days), start, context);
    case 'months':
      return dayDue(limit, addMonths(dateIn(start, context.timezone), limit.months), start, context);
    case 'working-days':
      return workingDayDue(limit, start, context);
    case 'business-hours':
      return businessHoursDue(limit.ms, start, context);
    case 'field': {
      const at = own(context.fields, limit.field);
      if (typeof at !== 'number') return undefined;
      return { at, because: [{ from: start, to: at, reason: 'promise', detail: limit.field }] };
    }
    // Due at its start, and nobody misses it.
    case 'none':
      return { at: start, because: [] };
  }
}
