/** One number of another system for several packs of one bank. */

import type { Days } from '../../../domain/figures/period.ts';
import { phrase, type Phrase } from '../../../language/phrase.ts';
import { rows, type Queryable } from '../../database/database.ts';

export type SeriesValue = Readonly<{ value: number | null; why?: Phrase }>;

type Row = Readonly<{ pack: string; name: string; unit: string; value: number }>;

/**
 * The last value within the period, by name and unit; a bank has so many outlets once, whichever packs it was imported
 * for. None where nothing was imported, or where the packs say different numbers.
 */
export async function seriesOfPacks(
  db: Queryable,
  packs: readonly string[],
  names: readonly string[],
  { from, to }: Days,
): Promise<(name: string, unit: string) => SeriesValue> {
  const found = await rows<Row>(
    db,
    `select distinct on (pack_id, name, unit) pack_id as pack, name, unit, value::float8 as value from series
      where pack_id = any($1) and name = any($2) and period_from >= $3 and period_to <= $4
      order by pack_id, name, unit, period_to desc, period_from desc`,
    [packs, names, from, to],
  );
  return (name, unit) => {
    const said = found.filter((one) => one.name === name && one.unit === unit);
    const [first, ...others] = said;
    if (first === undefined) return { value: null, why: phrase('return-no-series', { series: name, from, to }) };
    if (others.every(({ value }) => value === first.value)) return { value: first.value };
    const values = said.map(({ pack, value }) => `${pack} ${value}`);
    return { value: null, why: phrase('return-series-differ', { series: name, values }) };
  };
}
