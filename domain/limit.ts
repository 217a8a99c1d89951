/** When a limit is up: the due moment and the parts that make it. Computed once, at the clock's start. */

import type { FieldValues, Segment } from './event.ts';
import type { CalendarDays, Limit } from './pack.ts';
import { addDays, addMonths, dateIn, instantOf } from './zone.ts';

/** A due moment (case time, epoch ms) and its explanation, from the start to the due moment without gaps. */
export interface Due {
  readonly at: number;
  readonly because: readonly Segment[];
}

export interface LimitContext {
  readonly timezone: string;
  readonly fields: FieldValues;
  readonly calendar?: CalendarDays;
}

/**
 * Due moment of a limit that starts at `start`. Elapsed limits run around the clock; day limits do not count the start day and end at
 * 24:00 of the last (Civil Code art. 201/203, RULES 1.6). `undefined` when the limit is a field that the case does not have.
 */
export function dueOf(limit: Limit, start: number, context: LimitContext): Due | undefined {
  switch (limit.kind) {
    case 'elapsed':
      return { at: start + limit.ms, because: [{ from: start, to: start + limit.ms, reason: 'limit' }] };
    case 'days':
      return calendarDays(start, addDays(dateIn(start, context.timezone), limit.days), limit.days, context.timezone);
    case 'months':
      return calendarDays(start, addMonths(dateIn(start, context.timezone), limit.months), undefined, context.timezone);
    case 'field': {
      const value = context.fields[limit.field];
      return typeof value === 'number' ? { at: value, because: [{ from: start, to: value, reason: 'promise', detail: limit.field }] } : undefined;
    }
    case 'working-days':
      // The pack checker refuses this limit until calendars with working days are loaded, so no case can carry it.
      throw new Error('working-day limits need a working-day calendar');
  }
}

function calendarDays(start: number, last: string, days: number | undefined, zone: string): Due {
  const firstMidnight = instantOf(dateIn(start, zone), '24:00', zone);
  const end = instantOf(last, '24:00', zone);
  const because: Segment[] = [
    { from: start, to: firstMidnight, reason: 'start-day' },
    { from: firstMidnight, to: end, reason: 'day', detail: days === undefined ? last : String(days) },
  ];
  return { at: end, because };
}
