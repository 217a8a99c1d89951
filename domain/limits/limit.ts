import type { Due, LimitContext } from './due.ts';
import { businessHoursDue } from './businessHours.ts';
import { dayDue, workingDayDue } from './dayLimits.ts';
import type { Limit } from '../pack/clockDef.ts';
import { own } from '../values/own.ts';
import { addDays, addMonths, dateIn } from '../time/zone.ts';

/**
 * Due moment of a limit from `start`; `undefined` while the case lacks its field. Hours run around the clock. Days do
 * not count the start day and end at 24:00 or at close of business (Civil Code art. 201/203).
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
    // Nobody can miss it.
    case 'none':
      return { at: start, because: [] };
  }
}
