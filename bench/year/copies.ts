/** Many cases out of a few: sets of rows copied under other numbers, each copy some days before the last. */

import type { QueryConfig } from 'pg';
import { rows, type Database } from '../../store/database/database.ts';

/** Rows that a figure reads. */
const TABLES = [
  'complaints',
  'clocks',
  'fact_cases',
  'fact_cases_before',
  'fact_clocks_before',
  'fact_spans',
  'fact_steps',
  'fact_dispatches',
  'fact_approvals',
  'fact_links',
] as const;
/** Columns that name a case, or somebody who has a few of them. */
const NAMES = ['no', 'other', 'repeat_of', 'merged_into', 'receipt_index', 'customer'];
/** Days of a year over which the copies lie: the lives themselves begin at its end. */
const DAYS = 326;
/** When a row was written last: rows lie by it, as they would. */
const WRITTEN: Readonly<Partial<Record<(typeof TABLES)[number], string>>> = {
  complaints: 't.origin',
  clocks: 'coalesce(t.stopped_at, t.missed_at, t.noted_at)',
  fact_cases: 't.since',
  fact_cases_before: 't.until',
  fact_clocks_before: 't.until',
};

/** Cases that one statement makes. */
const PORTION = 20_000;

const LATER = `create function pg_temp.later(steps jsonb, by interval) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value || jsonb_build_object(
    'firstAt', (value ->> 'firstAt')::timestamptz + by, 'lastAt', (value ->> 'lastAt')::timestamptz + by)), '{}')
  from jsonb_each(steps) $$`;

/**
 * Makes `cases` a year, of so many years, out of the `lives` that are there. Nothing is checked and no index kept while
 * rows come in, and no row waits for the disk: indexes are made once, afterwards.
 */
export async function copyLives(
  pool: Database,
  { lives, cases, years }: Readonly<{ lives: number; cases: number; years: number }>,
  say: (text: string) => void,
): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query(`set session_replication_role = replica; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'; set statement_timeout = 0; ${LATER}`);
    const [a, z] = [Math.round((cases * years) / lives) - 1, Math.max(1, Math.round(PORTION / lives))];
    const indexes = await withoutIndexes(db);
    // Nothing here has to outlive a crash.
    for (const table of TABLES) if (table !== 'complaints') await db.query(`alter table ${table} set unlogged`);
    const inserts: string[] = [];
    for (const table of TABLES) inserts.push(await insertOf(db, table));
    await db.query('create temp table originals as select no from complaints');
    // The oldest first: rows lie by time, as they would.
    for (let k = a; k > 0; k -= z) {
      for (const insert of inserts) await slowly(db, insert, [Math.max(1, k - z + 1), k, cases / lives, DAYS]);
      say(`${Math.round((a - Math.max(0, k - z)) * lives).toLocaleString('en')} copies`);
    }
    for (const index of indexes) await slowly(db, index);
    say('indexes made');
    await slowly(db, 'vacuum analyze');
  } finally {
    db.release(true);
  }
}

type Connection = Pick<Database, 'query'>;

/** However long it takes. */
async function slowly(db: Connection, text: string, values: readonly unknown[] = []): Promise<void> {
  await db.query({ text, values: [...values], query_timeout: 3_600_000 } as QueryConfig);
}

/** Drops what may be made again, and says how. */
async function withoutIndexes(db: Connection): Promise<readonly string[]> {
  const found = await rows<{ drop: string; make: string }>(
    db,
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
        from pg_constraint where conrelid = any ($1::text[]::regclass[]) and contype = 'p'
          and conrelid <> 'complaints'::regclass
      union all select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid) from pg_index i
        where indrelid = any ($1::text[]::regclass[])
          and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [TABLES],
  );
  for (const { drop } of found) await db.query(drop);
  return found.map(({ make }) => make);
}

/** Copies `$1` to `$2`, of `$3` a year that lie over `$4` days. */
async function insertOf(db: Connection, table: (typeof TABLES)[number]): Promise<string> {
  const columns = await rows<{ name: string; type: string }>(
    db,
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  const values = columns.map(({ name, type }) => {
    if (NAMES.includes(name)) return `t.${name} || '-' || k`;
    if (type === 'timestamp with time zone') return `t.${name} + s.by`;
    return name === 'steps' ? 'pg_temp.later(t.steps, s.by)' : `t.${name}`;
  });
  const written = WRITTEN[table];
  return `insert into ${table} (${columns.map(({ name }) => name).join()})
    select ${values.join()} from generate_series($2::int, $1::int, -1) as k,
      lateral (select -make_interval(days => (floor(k / $3::float8) * 365 + floor((k::numeric % $3::numeric) * $4::int / $3))::int) as by) s,
      ${table} t join originals o on o.no = t.no ${written === undefined ? '' : `order by ${written} + s.by`}`;
}
