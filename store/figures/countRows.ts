/** Figures that count rows, counted: each alone, or those of the same rows in one pass. */

import { sql } from 'kysely';
import { own } from '../../domain/values/own.ts';
import type { Queryable } from '../database/database.ts';
import type { Counting } from './counting.ts';
import { answered, TRUE, type Sql } from './rows/sqlText.ts';

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

type Row = Readonly<Record<string, unknown>>;

/** The counts of each, in their order. `countings` have the same rows and groups; one with `distinct` comes alone. */
export async function countRows(db: Queryable, countings: readonly Counting[]): Promise<readonly (readonly Count[])[]> {
  const [first] = countings;
  if (first === undefined) return [];
  const isAlone = countings.length === 1;
  const [groups, names] = groupsOf(first);
  const columns = countings.flatMap(({ aggregates, cohort }, index) =>
    Object.entries(aggregates(isAlone ? TRUE : cohort)).map(
      ([name, value]) => sql`${value} as ${sql.ref(`${name}_${index}`)}`,
    ),
  );
  const where = isAlone ? sql`${first.where} and ${first.cohort}` : first.where;
  const query =
    first.distinct === undefined
      ? sql`select ${sql.join([...groups, ...columns])} from ${first.from} where ${where} group by ${names}`
      : countedOnce(first, groups, names, where);
  const found = await answered<Row>(db, query);
  return countings.map((counting, index) => countsOf(found, counting, index));
}

function groupsOf({ groups }: Counting): readonly [readonly Sql[], Sql] {
  const named = groups.map((group, index) => sql`${group} as ${sql.ref(`g${index}`)}`);
  return [named, sql.join(groups.map((_, index) => sql.ref(`g${index}`)))];
}

/** Values that are there more than once, first put together. */
function countedOnce(
  { aggregates, beside, counts, distinct, from }: Counting,
  groups: readonly Sql[],
  names: Sql,
  where: Sql,
): Sql {
  const inner = { ...aggregates(TRUE), some: sql`bool_or(${counts})` };
  const sums = ['sensitive', ...beside.map((name) => `beside_${name}`)].filter(
    (name) => own(inner, name) !== undefined,
  );
  const each = Object.entries(inner).map(([name, value]) => sql`${value} as ${sql.ref(name)}`);
  return sql`select ${names}, sum(there) as there_0, count(v) as denominator_0, count(v) filter (where "some")
    as numerator_0
      ${sql.join([sql``, ...sums.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(`${name}_0`)}`)])}
    from (select ${sql.join([...groups, sql`${distinct} as v`, ...each])} from ${from} where ${where}
      group by ${names}, v) as once
    group by ${names}`;
}

function countsOf(found: readonly Row[], { groups, beside }: Counting, index: number): readonly Count[] {
  const number = (row: Row, name: string): number => Number(own(row, `${name}_${index}`) ?? 0);
  const denominator = (row: Row): number =>
    number(row, own(row, `denominator_${index}`) === undefined ? 'there' : 'denominator');
  const parts = new Map<string, { keys: readonly string[]; rows: Row[] }>();
  if (groups.length === 1) parts.set('', { keys: [], rows: [] });
  for (const row of found) {
    if (number(row, 'there') === 0) continue;
    const keys = groups.slice(1).map((_, place) => (own(row, `g${place + 1}`) ?? '') as string);
    const key = keys.join('|');
    const part = parts.get(key) ?? { keys, rows: [] };
    parts.set(key, part);
    part.rows.push(row);
  }
  return [...parts.values()].map(({ keys, rows }) => {
    const counted = rows.find((row) => row['g0'] === null) ?? {};
    const left = rows.flatMap((row) => (row['g0'] === null ? [] : [[row['g0'] as string, denominator(row)] as const]));
    const shown = beside.map((name) => [name, number(counted, `beside_${name}`)] as const);
    const value = own(counted, `total_${index}`) ?? own(counted, `mean_${index}`) ?? null;
    return {
      keys,
      denominator: denominator(counted),
      numerator: number(counted, 'numerator'),
      value: value as number | null,
      ...spreadOf(counted, number, index),
      sensitive: number(counted, 'sensitive'),
      beside: Object.fromEntries([...shown, ...left].filter(([, count]) => count > 0)),
    };
  });
}

function spreadOf(row: Row, number: (row: Row, name: string) => number, index: number): Pick<Count, 'spread'> {
  if (number(row, 'timed') === 0) return {};
  const [median = 0, p90 = 0] = own(row, `middle_${index}`) as readonly number[];
  return { spread: { mean: number(row, 'mean'), median, p90, censored: number(row, 'censored') } };
}
