/** Periods of whole days, both ends inclusive, and those before them. */

import { addDays, addMonths, utcOf } from '../time/zone.ts';

export type Days = Readonly<{ from: string; to: string }>;

const DAY_MS = 86_400_000;

/** `2026`, `2026-11`, or undefined for anything else. */
export function periodNamed(name: string): Days | undefined {
  if (/^(19|2\d)\d\d$/.test(name)) return { from: `${name}-01-01`, to: `${name}-12-31` };
  if (!/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(name)) return undefined;
  return { from: `${name}-01`, to: addDays(addMonths(`${name}-01`, 1), -1) };
}

/** As many months before where it is of whole months, else as many days. */
export function previousPeriod(days: Days): Days {
  const months = wholeMonths(days);
  if (months !== undefined) return { from: addMonths(days.from, -months), to: addDays(days.from, -1) };
  const length = (utcOf(days.to) - utcOf(days.from)) / DAY_MS;
  return { from: addDays(days.from, -length - 1), to: addDays(days.from, -1) };
}

/** A month's end stays one. */
export function yearBefore({ from, to }: Days): Days {
  return { from: addMonths(from, -12), to: addDays(addMonths(addDays(to, 1), -12), -1) };
}

/** Every month that it touches, as `2026-11`. */
export function monthsOf({ from, to }: Days): readonly string[] {
  const months: string[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) months.push(first.slice(0, 7));
  return months;
}

export function daysOf({ from, to }: Days): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function wholeMonths({ from, to }: Days): number | undefined {
  const isWhole = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  return isWhole ? monthsOf({ from, to }).length : undefined;
}
