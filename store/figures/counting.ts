/** What a figure takes of the rows that it counts, as SQL. */

import { sql } from 'kysely';
import type { CountFigure, Dimension, DurationFigure, ShareFigure, SumFigure } from '../../domain/figures/figure.ts';
import { momentSql } from './rows/caseRows.ts';
import { dimensionSql } from './rows/dimension.ts';
import { at, type Scope } from './rows/scope.ts';
import { fromEach, type Source } from './rows/source.ts';
import { sourceOf } from './rows/sourceOf.ts';
import { and, FALSE, TRUE, type Sql } from './rows/sqlText.ts';
import { conditionSql, json, type Value } from './rows/value.ts';

export type CountingFigure = CountFigure | ShareFigure | DurationFigure | SumFigure;

export type CountAsk = Readonly<{
  scope: Scope;
  figure: CountingFigure;
  by?: readonly Dimension[];
  /** Whether to find out how many of the cases are confidential or anonymous. */
  sensitive?: boolean;
}>;

export type Counting = Readonly<{
  /** Where the rows are, in parts: figures of the same ones can be counted in one pass, also of other `found`. */
  from: readonly Sql[];
  where: Sql;
  found: Source['found'];
  /** Why a row is left out, and the part that it is in. */
  groups: readonly Sql[];
  cohort: Sql;
  /** What the aggregates ask of a row, by name: whether something holds, and numbers. */
  asked: Readonly<Record<string, Sql>>;
  numbers: Readonly<Record<string, Sql>>;
  /** Of rows alike, `n` of them, for which it holds; `of`: what was asked of them. */
  aggregates: (holds: Sql, of: (name: string) => Sql) => Readonly<Record<string, Sql>>;
  /** What is counted once, however often it is there. */
  distinct?: Sql;
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
  const whether: readonly (readonly [string, Sql])[] = [
    ...(isSensitive === FALSE ? [] : [['sensitive', isSensitive] as const]),
    ...beside.map(([name, is]) => [`beside_${name}`, is] as const),
  ];
  const value = valueOf(source, scope, figure);
  const where = periodOf(source, scope, figure);
  const lateral = parts.flatMap(({ rows }) => (rows === undefined ? [] : [rows]));
  return {
    from: fromEach(source).map((part) => sql`${part} ${sql.join(lateral, sql` `)}`),
    where,
    found: source.found,
    groups: [source.excluded, ...parts.map(({ key }) => sql`(${key})::text`)],
    cohort,
    asked: { counts, ...value.asked, ...Object.fromEntries(whether) },
    numbers: value.numbers,
    aggregates: (holds, of) => ({
      there: numberOf(holds),
      numerator: numberOf(and([holds, of('counts')])),
      ...value.aggregates(and([holds, of('counts')]), of),
      ...Object.fromEntries(whether.map(([name]) => [name, numberOf(and([holds, of(name)]))])),
    }),
    ...(distinct === undefined ? {} : { distinct }),
    beside: beside.map(([name]) => name),
  };
}

/** Rows of the period and of the cohort, whether they count or are left out. */
export function rowsOf(source: Source, scope: Scope, figure: CountingFigure): Sql {
  return and([periodOf(source, scope, figure), isFound(source.found), conditionSql(figure.cohort, source.facts)]);
}

/** A row is one of those; none: all are. */
export function isFound(found: Source['found']): Sql {
  return found === undefined ? TRUE : sql`(${found.by} = any(${found.values}::text[]))`;
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

/** How many rows. */
const numberOf = (holds: Sql): Sql => sql`coalesce(sum(n) filter (where ${holds}), 0)`;

/** `counted`: whether a row counts. */
function valueOf(
  source: Source,
  scope: Scope,
  figure: CountingFigure,
): Readonly<{
  asked?: Readonly<Record<string, Sql>>;
  numbers: Readonly<Record<string, Sql>>;
  aggregates: (counted: Sql, of: (name: string) => Sql) => Readonly<Record<string, Sql>>;
}> {
  if (figure.kind === 'sum')
    return {
      numbers: { number: fieldOf(source, figure.field) },
      aggregates: (counted, of) => ({ total: sql`(sum(${of('number')}) filter (where ${counted}))::float8` }),
    };
  if (figure.kind !== 'duration') return { numbers: {}, aggregates: () => ({}) };
  const { hours, censored } = hoursOf(source, scope, figure);
  return {
    asked: { censored },
    numbers: { hours },
    aggregates: (counted, of) => {
      const passed = of('hours');
      const timed = sql`filter (where ${counted} and ${passed} is not null)`;
      return {
        timed: sql`count(*) ${timed}`,
        mean: sql`(avg(${passed}) ${timed})::float8`,
        middle: sql`percentile_cont(array[0.5, 0.9]) within group (order by ${passed}) ${timed}`,
        censored: numberOf(and([counted, of('censored')])),
      };
    },
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
function fieldOf(source: Source, field: string): Sql {
  const [name = '', ...others] = field.split('.');
  let value: Value | undefined = source.facts(name);
  for (const part of others)
    value = value?.kind === 'parts' ? value.part(part) : value?.kind === 'json' ? json(value.sql, part) : undefined;
  if (value?.kind === 'number') return value.sql;
  if (value?.kind !== 'json') return sql`null::numeric`;
  return sql`(case when jsonb_typeof(${value.sql}) = 'number' then ${value.plain}::numeric end)`;
}
