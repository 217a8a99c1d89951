/** By what rows are told apart, as SQL. */

import { sql } from 'kysely';
import type { Counted, Dimension } from '../../../domain/figures/figure.ts';
import { daysOf, monthsOf, type Days } from '../../../domain/figures/period.ts';
import { dateIn, instantOf } from '../../../domain/time/zone.ts';
import { own } from '../../../domain/values/own.ts';
import { bandSql } from './caseFacts.ts';
import { codeSql } from './codeSql.ts';
import type { Scope } from './scope.ts';
import type { Source } from './source.ts';
import { column, type Sql } from './sqlText.ts';

/** Of the case. */
const COLUMNS: Readonly<Record<string, string>> = {
  'unit-first': 'unit_first',
  level: 'level',
  'level-first': 'level_first',
  channel: 'channel',
  category: 'category',
  'category-first': 'category_first',
  object: 'object',
  class: 'class',
  outcome: 'outcome',
};

const FORMS: Readonly<Record<string, string>> = { weekday: 'ID', hour: 'HH24' };
/** Begins of days and months are known before the query runs. */
const BEGINS: Readonly<Record<string, (days: Days) => readonly string[]>> = { day: daysOf, month: monthsOf };

/** `rows`: what the row is multiplied by, where it may be in several parts. */
export type DimensionSql = Readonly<{ key: Sql; rows?: Sql }>;

/** May a row be in several parts, or in none? */
export const isInSeveral = (dimension: Dimension): boolean =>
  dimension === 'any-channel' || dimension.startsWith('field:');

export function dimensionSql(
  dimension: Dimension,
  source: Source,
  scope: Scope,
  { basis }: Counted,
  index: number,
): DimensionSql {
  const form = own(FORMS, dimension);
  if (form !== undefined)
    return { key: sql`to_char(${source.moment(basis)} at time zone ${scope.pack.timezone}, ${form}::text)` };
  const begins = own(BEGINS, dimension)?.(daysOfScope(scope));
  if (begins !== undefined) return { key: sinceWhich(begins, source.moment(basis), scope.pack.timezone) };
  if (dimension === 'unit') return { key: source.unit };
  if (dimension === 'department') return { key: source.department ?? source.unit };
  const theCase = source.ofCase?.() ?? 'c';
  const [kind, name = ''] = dimension.split(':');
  const several = sql.ref(`part${index}`);
  const each = (list: Sql): DimensionSql => ({
    key: sql`${several}.v`,
    rows: sql`cross join lateral ${list} as ${several}(v)`,
  });
  if (dimension === 'any-channel') return each(sql`unnest(${column(theCase, 'channels')})`);
  if (kind === 'band') {
    const band = own(scope.book.bands, name);
    return { key: band === undefined ? sql`null::text` : sql`${bandSql(theCase, band)}::text` };
  }
  if (kind === 'code') {
    const coding = own(scope.codings, name);
    return { key: coding === undefined ? sql`null::text` : codeSql(coding, source, scope) };
  }
  if (!isInSeveral(dimension)) return { key: column(theCase, own(COLUMNS, dimension) ?? 'category') };
  const value = sql`(${column(theCase, 'fields')} -> ${name}::text)`;
  return each(sql`jsonb_array_elements_text(case jsonb_typeof(${value}) when 'array' then ${value}
    else jsonb_build_array(${value}) end)`);
}

function daysOfScope({ from, to, pack: { timezone } }: Scope): Days {
  return { from: dateIn(from.getTime(), timezone), to: dateIn(to.getTime() - 1, timezone) };
}

/** The last of these days or months that had begun. */
function sinceWhich(begins: readonly string[], moment: Sql, zone: string): Sql {
  const moments = begins.map((one) =>
    new Date(instantOf(one.length === 7 ? `${one}-01` : one, '00:00', zone)).toISOString(),
  );
  return sql`(${begins}::text[])[width_bucket(${moment}, ${moments}::timestamptz[])]`;
}
