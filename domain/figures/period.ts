/** Periods of whole days, both ends inclusive, and those before them. */

import { addDays, addMonths, utcOf } from '../time/zone.ts';

export type Days = Readonly<{ from: string; to: string }>;

const DAY_MS = 86_400_000;

/** By how many months a period of that name is long. */
const LENGTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
export type PeriodLength = keyof typeof LENGTHS;
export const PERIOD_LENGTHS = Object.keys(LENGTHS) as readonly PeriodLength[];

/** `2026`, `2026-H2`, `2026-Q3`, `2026-11`, or undefined for anything else. */
export function periodNamed(name: string): Days | undefined {
  const [, year, half, quarter, month] = /^((?:19|2\d)\d\d)(?:-H([12])|-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(name) ?? [];
  if (year === undefined) return undefined;
  if (half !== undefined) return monthsFrom(year, Number(half) * 6 - 5, LENGTHS.half);
  if (quarter !== undefined) return monthsFrom(year, Number(quarter) * 3 - 2, LENGTHS.quarter);
  return month === undefined ? monthsFrom(year, 1, LENGTHS.year) : monthsFrom(year, Number(month), LENGTHS.month);
}

function monthsFrom(year: string, month: number, length: number): Days {
  const from = `${year}-${String(month).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, length), -1) };
}

/** Is it one calendar month, quarter, half or year? */
export function hasLength(days: Days, length: PeriodLength): boolean {
  const months = LENGTHS[length];
  return wholeMonths(days) === months && (Number(days.from.slice(5, 7)) - 1) % months === 0;
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
