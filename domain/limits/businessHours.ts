import { isRestDay } from '../time/calendar.ts';
import type { Segment } from '../case/clockEvent.ts';
import { marksOf, type Due, type LimitContext } from './due.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';

/** Longer than any limit that the checker accepts. */
const LONGEST_DAYS = 20_000;

/** When `ms` of business hours are over; `undefined` where none are open. Throws without a calendar. */
export function businessHoursDue(ms: number, start: number, context: LimitContext): Due | undefined {
  const { timezone, calendar } = context;
  if (calendar === undefined)
    throw new Error('business hours are counted with a calendar, and the pack came without one');
  const first = dateIn(start, timezone);
  const because: Segment[] = [];
  let left = ms;
  let reached = start;
  for (let day = addDays(first, -1), count = 0; count < LONGEST_DAYS; day = addDays(day, 1), count += 1) {
    for (const span of openSpans(day, context)) {
      const from = Math.max(span.from, start);
      if (span.to <= from) continue;
      const to = Math.min(span.to, from + left);
      if (from > reached) because.push({ from: reached, to: from, reason: 'closed-hours' });
      because.push({ from, to, reason: 'business-hours', detail: day });
      left -= to - from;
      reached = to;
      if (left <= 0) return { at: to, because, ...marksOf(calendar, day < first ? day : first, day) };
    }
  }
  return undefined;
}

/** Business hours between two instants, ms. */
export function businessMsBetween(from: number, to: number, context: LimitContext): number {
  let total = 0;
  const last = dateIn(to, context.timezone);
  for (let day = addDays(dateIn(from, context.timezone), -1); day <= last; day = addDays(day, 1)) {
    for (const span of openSpans(day, context)) total += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return total;
}

/** Hours over midnight belong to the day on which they begin. */
function openSpans(
  day: string,
  { timezone, calendar, businessHours }: LimitContext,
): readonly Pick<Segment, 'from' | 'to'>[] {
  if (calendar === undefined || businessHours === undefined || isRestDay(calendar, day)) return [];
  return businessHours.map(({ from, to }) => ({
    from: instantOf(day, from, timezone),
    to: instantOf(to < from ? addDays(day, 1) : day, to, timezone),
  }));
}
