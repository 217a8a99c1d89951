/** The one query of a figure that counts rows. */

import { own } from '../../domain/values/own.ts';
import { sql } from 'kysely';
import type { CountFigure, Dimension, DurationFigure, ShareFigure, SumFigure } from '../../domain/figures/figure.ts';
import type { Queryable } from '../database/database.ts';
import { momentSql } from './rows/caseRows.ts';
import { dimensionSql } from './rows/dimension.ts';
import { at, type Scope } from './rows/scope.ts';
import type { Source } from './rows/source.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { and, answered, FALSE, TRUE, type Sql } from './rows/sqlText.ts';
import { conditionSql, type Value } from './rows/value.ts';

export type CountingFigure = CountFigure | ShareFigure | DurationFigure | SumFigure;

/** Of one part, or of all. */
export type Count = Readonly<{
  keys: readonly string[];
  /** The cohort, and of it what counts. */
  denominator: number;
  numerator: number;
  /** Of a duration or a sum. */
  value: number | null;
  spread?: Readonly<{ mean: number; median: number; p90: number; censored: number }>;
  /** Confidential or anonymous ones. */
  sensitive: number;
  beside: Readonly<Record<string, number>>;
}>;

type Row = Readonly<{ excluded: string | null } & Record<string, unknown>>;

/** `sensitive`: whether to find out how many of the cases are confidential or anonymous. */
export async function countRows(
  db: Queryable,
  scope: Scope,
  figure: CountingFigure,
  by: readonly Dimension[] = [],
  sensitive = false,
): Promise<readonly Count[]> {
  const source = sourceOf(scope, figure);
  const parts = by.map((dimension, index) => dimensionSql(dimension, source, scope, figure, index));
  const keys = parts.map(({ key }, index) => sql`(${key})::text as ${sql.ref(`k${index}`)}`);
  const aggregates = aggregatesOf(source, scope, figure, sensitive);
  const where = rowsOf(source, scope, figure);
  const columns = [
    sql`${source.excluded} as excluded`,
    ...keys,
    ...Object.entries(aggregates).map(([name, value]) => sql`${value} as ${sql.ref(name)}`),
  ];
  const groups = ['excluded', ...by.map((_, index) => `k${index}`)].map((_, index) => sql.raw(String(index + 1)));
  const lateral = parts.flatMap(({ rows }) => (rows === undefined ? [] : [rows]));
  const found = await answered<Row>(
    db,
    sql`select ${sql.join(columns)} from ${source.from()} ${sql.join(lateral, sql` `)}
      where ${where} group by ${sql.join(groups)}`,
  );
  return countsOf(found, by.length, Object.keys(source.beside));
}

/** Rows of the period and of the cohort, whether they count or are left out. */
export function rowsOf(source: Source, scope: Scope, { basis, cohort }: CountingFigure): Sql {
  const moment = source.moment(basis);
  // What is not due yet is not owed yet, in a period that is not over.
  const end = scope.asOf < scope.to ? scope.asOf : scope.to;
  return and([
    source.present,
    basis === 'at' ? TRUE : sql`${moment} >= ${at(scope.from)} and ${moment} < ${at(end)}`,
    conditionSql(cohort, source.facts),
    ...(scope.units === undefined ? [] : [sql`${source.unit} = any(${scope.units}::text[])`]),
  ]);
}

function aggregatesOf(
  source: Source,
  scope: Scope,
  figure: CountingFigure,
  sensitive: boolean,
): Readonly<Record<string, Sql>> {
  const counts = conditionSql(figure.condition, source.facts);
  const what =
    'distinct' in figure && figure.distinct !== undefined ? sql`distinct ${source.distinct(figure.distinct)}` : sql`*`;
  const alias = sensitive ? source.ofCase?.() : undefined;
  const isSensitive =
    alias === undefined ? FALSE : sql`(${sql.ref(`${alias}.restricted`)} or ${sql.ref(`${alias}.anonymous`)})`;
  return {
    denominator: sql`count(${what})`,
    numerator: sql`count(${what}) filter (where ${counts})`,
    sensitive: sql`count(*) filter (where ${isSensitive})`,
    ...valueOf(source, scope, figure, counts),
    ...Object.fromEntries(
      Object.entries(source.beside).map(([name, is]) => [`beside_${name}`, sql`count(*) filter (where ${is()})`]),
    ),
  };
}

function valueOf(source: Source, scope: Scope, figure: CountingFigure, counts: Sql): Readonly<Record<string, Sql>> {
  if (figure.kind === 'sum')
    return { total: sql`(sum(${numberOf(source, figure.field)}) filter (where ${counts}))::float8` };
  if (figure.kind !== 'duration') return {};
  const { hours, censored } = hoursOf(source, scope, figure);
  const of = sql`filter (where ${counts} and ${hours} is not null)`;
  return {
    timed: sql`count(*) ${of}`,
    mean: sql`(avg(${hours}) ${of})::float8`,
    median: sql`(percentile_cont(0.5) within group (order by ${hours}) ${of})::float8`,
    p90: sql`(percentile_cont(0.9) within group (order by ${hours}) ${of})::float8`,
    censored: sql`count(*) filter (where ${counts} and ${censored})`,
  };
}

/** Hours between the two moments, and whether the second has not come yet. */
export function hoursOf(
  source: Source,
  scope: Scope,
  { from, to }: DurationFigure,
): { readonly hours: Sql; readonly censored: Sql } {
  const theCase = source.ofCase?.() ?? 'c';
  const [start, stop] = [momentSql(theCase, from), momentSql(theCase, to)];
  const isOver = sql`coalesce(${stop} < ${at(scope.asOf)}, false)`;
  return {
    hours: sql`(case when ${isOver} then extract(epoch from ${stop} - ${start})::float8 / 3600 end)`,
    censored: sql`(${start} is not null and not ${isOver})`,
  };
}

/** A number of the row: `amount`, or of a part of it: `steps.pay.amount`. */
function numberOf(source: Source, field: string): Sql {
  const [name = '', ...others] = field.split('.');
  let value: Value | undefined = source.facts(name);
  for (const part of others)
    value =
      value?.kind === 'parts'
        ? value.part(part)
        : value?.kind === 'json'
          ? { kind: 'json', many: false, sql: sql`(${value.sql} -> ${part}::text)` }
          : undefined;
  if (value?.kind === 'number') return value.sql;
  if (value?.kind !== 'json') return sql`null::numeric`;
  return sql`(case when jsonb_typeof(${value.sql}) = 'number' then (${value.sql} #>> '{}')::numeric end)`;
}

function countsOf(found: readonly Row[], dimensions: number, beside: readonly string[]): readonly Count[] {
  const keysOf = (row: Row): readonly string[] =>
    Array.from({ length: dimensions }, (_, index) => (own(row, `k${index}`) ?? '') as string);
  const number = (row: Row, name: string): number => Number(own(row, name) ?? 0);
  const parts = new Map<string, { keys: readonly string[]; rows: Row[] }>();
  if (dimensions === 0) parts.set('', { keys: [], rows: [] });
  for (const row of found) {
    const keys = keysOf(row);
    const key = keys.join('|');
    const part = parts.get(key) ?? { keys, rows: [] };
    parts.set(key, part);
    part.rows.push(row);
  }
  return [...parts.values()].map(({ keys, rows }) => {
    const counted = rows.find(({ excluded }) => excluded === null);
    const left = rows.flatMap((row) =>
      row.excluded === null ? [] : [[row.excluded, number(row, 'denominator')] as const],
    );
    const shown = beside.map((name) => [name, counted === undefined ? 0 : number(counted, `beside_${name}`)] as const);
    const timed = counted === undefined ? 0 : number(counted, 'timed');
    return {
      keys,
      denominator: counted === undefined ? 0 : number(counted, 'denominator'),
      numerator: counted === undefined ? 0 : number(counted, 'numerator'),
      value: (counted?.['total'] ?? counted?.['mean'] ?? null) as number | null,
      ...(counted === undefined || timed === 0
        ? {}
        : {
            spread: {
              mean: number(counted, 'mean'),
              median: number(counted, 'median'),
              p90: number(counted, 'p90'),
              censored: number(counted, 'censored'),
            },
          }),
      sensitive: counted === undefined ? 0 : number(counted, 'sensitive'),
      beside: Object.fromEntries([...shown, ...left].filter(([, count]) => count > 0)),
    };
  });
}
