import { isRestDay, workingDayFrom, addWorkingDays, type CalendarDays } from '../time/calendar.ts';
import type { Segment } from '../case/clockEvent.ts';
import { marksOf, type Due, type LimitContext } from './due.ts';
import type { Limit } from '../pack/clockDef.ts';
import { own } from '../values/own.ts';
import { addDays, dateIn, instantAt, instantOf, timeOfDay } from '../time/zone.ts';

type DayLimit = Extract<Limit, { kind: 'days' | 'months' }>;
type WorkingDayLimit = Extract<Limit, { kind: 'working-days' }>;

/** Ends with the last day, rolled to a working day where the limit says so, or at the time of day it began. */
export function dayDue(limit: DayLimit, last: string, start: number, { timezone, calendar }: LimitContext): Due {
  const final = limit.roll === true && calendar !== undefined ? workingDayFrom(calendar, last) : last;
  const at = endOf(limit, final, start, timezone);
  const unrolled = endOf(limit, last, start, timezone);
  const because: Segment[] = [
    ...(limit.keepTime === true
      ? [{ from: start, to: unrolled, reason: 'day', detail: last } as const]
      : countedDays(start, unrolled, limit.kind === 'days' ? String(limit.days) : last, timezone)),
    ...(at === unrolled ? [] : [{ from: unrolled, to: at, reason: 'roll', detail: final } as const]),
  ];
  return limit.roll !== true || calendar === undefined
    ? { at, because }
    : { at, because, ...marksOf(calendar, last, final) };
}

function endOf(limit: DayLimit | WorkingDayLimit, date: string, start: number, zone: string): number {
  return limit.keepTime === true
    ? instantAt(date, timeOfDay(start, zone), zone)
    : instantOf(date, limit.end ?? '24:00', zone);
}

/** Ends with the last of so many working days after the start day, or on it. Throws without a calendar. */
export function workingDayDue(limit: WorkingDayLimit, start: number, { timezone, calendar }: LimitContext): Due {
  if (calendar === undefined)
    throw new Error('working days are counted with a calendar, and the pack came without one');
  const first = dateIn(start, timezone);
  const last = addWorkingDays(calendar, first, limit.days);
  const at = endOf(limit, last, start, timezone);
  const because = [startDay(start, timezone), ...stretches(calendar, addDays(first, 1), last, at, timezone)];
  return { at, because, ...marksOf(calendar, first, last) };
}

function startDay(start: number, zone: string): Segment {
  return { from: start, to: instantOf(dateIn(start, zone), '24:00', zone), reason: 'start-day' };
}

function countedDays(start: number, end: number, detail: string, zone: string): readonly Segment[] {
  const first = startDay(start, zone);
  return [first, { from: first.to, to: end, reason: 'day', detail }];
}

/** The days between two dates, neighbours of one kind as one part. */
function stretches(calendar: CalendarDays, from: string, to: string, end: number, zone: string): readonly Segment[] {
  const parts: Segment[] = [];
  for (let day = from; day <= to;) {
    const { reason, what } = kindOf(calendar, day);
    const isSame = (other: string): boolean => {
      const kind = kindOf(calendar, other);
      return kind.reason === reason && kind.what === what;
    };
    let last = day;
    let next = addDays(day, 1);
    for (; next <= to && isSame(next); next = addDays(next, 1)) last = next;
    const detail = `${last === day ? day : `${day}..${last}`}${what === '' ? '' : ` ${what}`}`;
    const until = last === to ? end : instantOf(last, '24:00', zone);
    parts.push({ from: instantOf(day, '00:00', zone), to: until, reason, detail });
    day = next;
  }
  return parts;
}

function kindOf(calendar: CalendarDays, day: string): Pick<Segment, 'reason'> & { readonly what: string } {
  if (!isRestDay(calendar, day)) return { reason: 'day', what: own(calendar.work, day) ?? '' };
  const what = own(calendar.off, day);
  return what === undefined ? { reason: 'weekend', what: '' } : { reason: 'rest-day', what };
}
