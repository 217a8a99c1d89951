/** Figures that count rows, counted: each alone, or those of the same rows in one pass. */

import { sql } from 'kysely';
import { own } from '../../domain/values/own.ts';
import type { Queryable } from '../database/database.ts';
import { isFound, type Counting } from './counting.ts';
import { allOf, and, answered, FALSE, TRUE, written, type Sql } from './rows/sqlText.ts';

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
  const groups = first.groups.map((group, index) => ({ name: `g${index}`, value: group }));
  const once = new OncePerRow();
  const of =
    ({ asked, numbers }: Counting) =>
    (name: string): Sql =>
      once.of(own(numbers, name) ?? own(asked, name) ?? TRUE);
  const columns = countings.flatMap((counting, index) => {
    const { aggregates, cohort, found } = counting;
    // By what it is found is one column for all of them; the cohort is asked of a row.
    const isOne = found && isFound({ ...found, by: once.of(found.by) });
    const holds = isAlone ? TRUE : and([isOne ?? TRUE, once.of(cohort)]);
    return Object.entries(aggregates(holds, of(counting))).map(([name, value]) => ({
      name: `${name}_${index}`,
      value,
    }));
  });
  const where = and([first.where, isFound(foundBySome(countings)), isAlone ? first.cohort : TRUE]);
  const names = sql.join(groups.map(({ name }) => sql.ref(name)));
  const distinct = first.distinct === undefined ? [] : [{ name: 'v', value: first.distinct }];
  const single = first.distinct !== undefined || countings.some(hasNumbers);
  const rows = rowsAlike([...groups, ...distinct, ...once.columns], first.from, where, single);
  const query =
    first.distinct === undefined
      ? sql`select ${sql.join([names, said(columns)])} from ${rows} group by ${names}`
      : countedOnce(first, rows, names, of(first));
  const found = await answered<Row>(db, query);
  return countings.map((counting, index) => countsOf(found, counting, index));
}

type Column = Readonly<{ name: string; value: Sql }>;

const said = (columns: readonly Column[]): Sql =>
  sql.join(columns.map(({ name, value }) => sql`${value} as ${sql.ref(name)}`));

const hasNumbers = ({ numbers }: Counting): boolean => Object.keys(numbers).length > 0;

function foundBySome(countings: readonly Counting[]): Counting['found'] {
  const all = countings.flatMap(({ found }) => found ?? []);
  const [first] = all;
  return first && { by: first.by, values: [...new Set(all.flatMap(({ values }) => values))] };
}

/** As a number it would need a cast, and what has one there is not given to several processes. */
const FENCE = sql`offset '0'`;

/**
 * Rows of which the same is asked, `n` of them. Each thing is worked out once a row, behind a fence: so the database
 * takes few to differ, and each of several processes first puts together what is alike. Where they have numbers,
 * or what is counted once, hardly two are alike: then each is there by itself.
 */
function rowsAlike(columns: readonly Column[], from: readonly Sql[], where: Sql, single: boolean): Sql {
  const places = sql.join(columns.map((_, index) => sql.raw(String(index + 1))));
  const parts = from.map((part) =>
    single
      ? sql`select ${said(columns)}, 1 as n from ${part} where ${where} ${FENCE}`
      : sql`select *, count(*) as n from (select ${said(columns)} from ${part} where ${where} ${FENCE}) as each
          group by ${places}`,
  );
  return allOf(
    'asked',
    parts.map((part) => sql`(${part})`),
  );
}

/** What is asked of a row, each as one column however many ask it. */
class OncePerRow {
  readonly #known = new Map<string, Column>();

  get columns(): readonly Column[] {
    return [...this.#known.values()];
  }

  of(value: Sql): Sql {
    if (value === TRUE || value === FALSE) return value;
    const { text, parameters } = written(value);
    const key = `${text} ${JSON.stringify(parameters)}`;
    const column = this.#known.get(key) ?? { name: `a${this.#known.size}`, value };
    this.#known.set(key, column);
    return sql.ref(column.name);
  }
}

/** Values that are there more than once, first put together. */
function countedOnce({ aggregates, beside }: Counting, rows: Sql, names: Sql, of: (name: string) => Sql): Sql {
  const inner = { ...aggregates(TRUE, of), some: sql`bool_or(${of('counts')})` };
  const sums = ['sensitive', ...beside.map((name) => `beside_${name}`)].filter(
    (name) => own(inner, name) !== undefined,
  );
  const each = Object.entries(inner).map(([name, value]) => ({ name, value }));
  return sql`select ${names}, sum(there) as there_0, count(v) as denominator_0, count(v) filter (where "some")
    as numerator_0
      ${sql.join([sql``, ...sums.map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(`${name}_0`)}`)])}
    from (select ${names}, v, ${said(each)} from ${rows} group by ${names}, v) as value
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
      beside: byName([...shown, ...left]),
    };
  });
}

/** The database gives reasons in any order. */
function byName(counts: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.filter(([, count]) => count > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** All parts in one, where each row is in one of them. Of rows that are counted, not of what they hold. */
export function addedUp(counts: readonly Count[]): Count {
  const sum = (of: (count: Count) => number): number => counts.reduce((all, count) => all + of(count), 0);
  const names = [...new Set(counts.flatMap(({ beside }) => Object.keys(beside)))];
  return {
    keys: [],
    denominator: sum(({ denominator }) => denominator),
    numerator: sum(({ numerator }) => numerator),
    value: null,
    sensitive: sum(({ sensitive }) => sensitive),
    beside: byName(names.map((name) => [name, sum(({ beside }) => own(beside, name) ?? 0)])),
  };
}

function spreadOf(row: Row, number: (row: Row, name: string) => number, index: number): Pick<Count, 'spread'> {
  if (number(row, 'timed') === 0) return {};
  const [median = 0, p90 = 0] = own(row, `middle_${index}`) as readonly number[];
  return { spread: { mean: number(row, 'mean'), median, p90, censored: number(row, 'censored') } };
}
