/** What a monthly series says: three readings of its change, and its slope. */

import type { FigureAnswer } from './figureAnswer.ts';

type Trend = NonNullable<FigureAnswer['trend']>;

/** Two-sided 95 % of Student's t, by degrees of freedom from 1; beyond, as of the normal distribution. */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** `improved`: the day of an improvement; months before its month and after it are compared. */
export function trendOf(months: Trend['months'], improved?: string): Trend {
  const values = months.map(({ value }) => value);
  const [first, last] = [values[0], values.at(-1)];
  const changes = values.slice(1).flatMap((value, index) => {
    const before = values[index] ?? 0;
    return before === 0 ? [] : [(value - before) / before];
  });
  const beforeAfter = improved === undefined ? undefined : aroundDay(months, improved);
  return {
    months,
    compound:
      first === undefined || last === undefined || first === 0 || values.length < 2
        ? null
        : (last / first) ** (1 / (values.length - 1)) - 1,
    meanChange: changes.length === 0 ? null : mean(changes),
    slope: slopeOf(values.map((value) => Math.log(value + 0.5))),
    ...(beforeAfter === undefined ? {} : { beforeAfter }),
  };
}

function aroundDay(months: Trend['months'], on: string): Trend['beforeAfter'] {
  const month = on.slice(0, 7);
  const before = months.filter((one) => one.month < month).map(({ value }) => value);
  const after = months.filter((one) => one.month > month).map(({ value }) => value);
  return before.length === 0 || after.length === 0 ? undefined : { before: mean(before), after: mean(after), on };
}

/** Least squares; with fewer than three points there is no interval. */
function slopeOf(values: readonly number[]): Trend['slope'] {
  const n = values.length;
  if (n < 3) return null;
  const [middle, average] = [(n - 1) / 2, mean(values)];
  const spread = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  const value = values.reduce((sum, y, x) => sum + (x - middle) * (y - average), 0) / spread;
  const rest = values.reduce((sum, y, x) => sum + (y - average - value * (x - middle)) ** 2, 0);
  const half = (T[n - 3] ?? 1.96) * Math.sqrt(rest / (n - 2) / spread);
  return { value, low: value - half, high: value + half };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
