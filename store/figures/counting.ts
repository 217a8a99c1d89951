/** What a figure takes of the rows that it counts, as SQL. */

import { sql } from 'kysely';
import type { CountFigure, Dimension, DurationFigure, ShareFigure, SumFigure } from '../../domain/figures/figure.ts';
import { momentSql } from './rows/caseRows.ts';
import { dimensionSql } from './rows/dimension.ts';
import { at, type Scope } from './rows/scope.ts';
import type { Source } from './rows/source.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { and, FALSE, TRUE, type Sql } from './rows/sqlText.ts';
import { conditionSql, type Value } from './rows/value.ts';

export type CountingFigure = CountFigure | ShareFigure | DurationFigure | SumFigure;

export type CountAsk = Readonly<{
  scope: Scope;
  figure: CountingFigure;
  by?: readonly Dimension[];
  /** Whether to find out how many of the cases are confidential or anonymous. */
  sensitive?: boolean;
}>;

export type Counting = Readonly<{
  /** Where the rows are: figures that have the same ones can be counted in one pass. */
  from: Sql;
  where: Sql;
  /** Why a row is left out, and the part that it is in. */
  groups: readonly Sql[];
  cohort: Sql;
  /** Of the rows for which it holds. */
  aggregates: (holds: Sql) => Readonly<Record<string, Sql>>;
  /** What is counted once, however often it is there. */
  distinct?: Sql;
  counts: Sql;
  beside: readonly string[];
}>;

export function countingOf({ scope, figure, by = [], sensitive = false }: CountAsk): Counting {
  const source = sourceOf(scope, figure);
  const parts = by.map((dimension, index) => dimensionSql(dimension, source, scope, figure, index));
  const cohort = conditionSql(figure.cohort, source.facts);
  const counts = conditionSql(figure.condition, source.facts);
  const isSensitive = sensitive ? sensitiveOf(source) : FALSE;
  const distinct = figure.distinct === undefined ? undefined : source.distinct(figure.distinct);
  const beside = Object.entries(source.beside).map(([name, is]) => [name, is()] as const);
  const value = valueOf(source, scope, figure, counts);
  const where = periodOf(source, scope, figure);
  const lateral = parts.flatMap(({ rows }) => (rows === undefined ? [] : [rows]));
  return {
    from: sql`${source.from()} ${sql.join(lateral, sql` `)}`,
    where,
    groups: [source.excluded, ...parts.map(({ key }) => sql`(${key})::text`)],
    cohort,
    aggregates: (holds) => ({
      there: sql`count(*) filter (where ${holds})`,
      numerator: sql`count(*) filter (where ${and([holds, counts])})`,
      ...(isSensitive === FALSE ? {} : { sensitive: sql`count(*) filter (where ${and([holds, isSensitive])})` }),
      ...value(holds),
      ...Object.fromEntries(
        beside.map(([name, is]) => [`beside_${name}`, sql`count(*) filter (where ${and([holds, is])})`]),
      ),
    }),
    ...(distinct === undefined ? {} : { distinct }),
    counts,
    beside: beside.map(([name]) => name),
  };
}

/** Rows of the period and of the cohort, whether they count or are left out. */
export function rowsOf(source: Source, scope: Scope, figure: CountingFigure): Sql {
  return and([periodOf(source, scope, figure), conditionSql(figure.cohort, source.facts)]);
}

function periodOf(source: Source, scope: Scope, { basis }: CountingFigure): Sql {
  // What is not due yet is not owed yet, in a period that is not over.
  const end = scope.asOf < scope.to ? scope.asOf : scope.to;
  const within = (moment: Sql): Sql => sql`(${moment} >= ${at(scope.from)} and ${moment} < ${at(end)})`;
  return and([
    source.present,
    basis === 'at' ? TRUE : within(source.moment(basis)),
    // Said of a column too, by which the rows are found.
    ...(basis === 'closed' ? [within(source.moment('ended'))] : []),
    ...(scope.units === undefined ? [] : [sql`${source.unit} = any(${scope.units}::text[])`]),
  ]);
}

function sensitiveOf(source: Source): Sql {
  const alias = source.ofCase?.();
  return alias === undefined ? FALSE : sql`(${sql.ref(`${alias}.restricted`)} or ${sql.ref(`${alias}.anonymous`)})`;
}

function valueOf(
  source: Source,
  scope: Scope,
  figure: CountingFigure,
  counts: Sql,
): (holds: Sql) => Readonly<Record<string, Sql>> {
  if (figure.kind === 'sum') {
    const number = numberOf(source, figure.field);
    return (holds) => ({ total: sql`(sum(${number}) filter (where ${and([holds, counts])}))::float8` });
  }
  if (figure.kind !== 'duration') return () => ({});
  const { hours, censored } = hoursOf(source, scope, figure);
  return (holds) => {
    const of = sql`filter (where ${and([holds, counts])} and ${hours} is not null)`;
    return {
      timed: sql`count(*) ${of}`,
      mean: sql`(avg(${hours}) ${of})::float8`,
      middle: sql`percentile_cont(array[0.5, 0.9]) within group (order by ${hours}) ${of}`,
      censored: sql`count(*) filter (where ${and([holds, counts])} and ${censored})`,
    };
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
