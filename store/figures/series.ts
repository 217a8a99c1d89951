/** Numbers of other systems. */

import { row, type Queryable } from '../database/database.ts';
import type { Days } from '../../domain/figures/period.ts';

type Asked = Readonly<{ pack: string; name: string; days: Days; unit?: string | undefined }>;
export type Take = 'sum' | 'mean' | 'first' | 'last';

/** Null: nothing was imported for the period. */
export async function seriesIn(
  db: Queryable,
  { pack, name, days, unit = '' }: Asked,
  take: Take,
): Promise<number | null> {
  const values = {
    sum: 'sum(value)',
    mean: 'avg(value)',
    first: '(array_agg(value order by period_from, period_to))[1]',
    last: '(array_agg(value order by period_to desc, period_from desc))[1]',
  };
  const found = await row<{ value: number | null }>(
    db,
    `select (${values[take]})::float8 as value from series
      where pack_id = $1 and name = $2 and unit = $3 and period_from >= $4 and period_to <= $5`,
    [pack, name, unit, days.from, days.to],
  );
  return found?.value ?? null;
}

/** The latest one until the end of the period: a number of before a plan, a benchmark. */
export async function seriesUntil(
  db: Queryable,
  { pack, name, days, unit = '' }: Asked,
): Promise<{ readonly value: number; readonly from: string; readonly to: string } | undefined> {
  return row(
    db,
    `select value::float8 as value, period_from::text as from, period_to::text as to from series
      where pack_id = $1 and name = $2 and unit = $3 and period_to <= $4
      order by period_to desc, period_from desc limit 1`,
    [pack, name, unit, days.to],
  );
}
