/** Many cases out of a few: rows of the lives that were written, copied set by set, under numbers of their own. */

import type { PoolClient, QueryConfig } from 'pg';
import { rows, type Database } from '../../store/database/database.ts';

export type Sizes = Readonly<{ cases: number; open: number }>;

/** Cases that one statement copies. */
const PORTION = 50_000;
const UNITS = 500;
const HANDLERS = 4;

/** Logs of what has been over for two months lie in the archive; what is to come has not fired. */
const ONLY: Readonly<Record<string, string>> = { events: 'and m.hot', rungs: 'and t.fired_at + m.shift < now()' };

/** In the order in which they are filled; columns that a copy does not take over, as SQL on the original `t`. */
const COPIED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  complaints: {
    receipt_index: "md5('receipt ' || m.no)",
    customer: "md5('customer ' || m.customer)",
  },
  cases: {},
  clocks: {},
  rungs: { late_ms: 'm.late', fired_at: "t.due_at + m.shift + m.late * interval '1 millisecond'" },
  events: {},
  fact_cases: {},
};

/**
 * Spread over a year up to now, those that are open mostly in the last two months; units by size, four handlers a unit,
 * a customer for two thirds of the cases.
 */
const PLAN = `
  create unlogged table copies as
  with lives as (select no, registered_at, acting, row_number() over (partition by acting order by no) - 1 as place,
      count(*) over (partition by acting) as many from cases),
    drawn as (select n, now() - (1 - n / $1::float8) * interval '365 days' as at,
      random() < case when n > 0.84 * $1 then 0.9 * $2 / (0.16 * $1) else 0.1 * $2 / (0.84 * $1) end as acting,
      random() as chosen, 'unit-' || floor(${UNITS} * random() ^ 2) as unit from generate_series(1, $1::int) n)
  select n, d.n > 0.84 * $1 or d.acting as hot, l.no as template, d.unit,
    d.unit || '-h' || floor(${HANDLERS} * random()) as handler,
    to_char(d.at, 'YYYYMMDD') || '-' || lpad(n::text, 6, '0') as no, d.at - l.registered_at as shift,
    floor(random() * $1 * 0.66) as customer,
    (15 + 200 * random() ^ 3 + case when random() < 0.01 then 20000 * random() else 0 end)::bigint as late
  from drawn d join lives l on l.acting = d.acting and l.place = floor(d.chosen * l.many)`;

/** What each fired rung told: one person, nearly always at the first try. */
const TOLD = `
  insert into notifications (key, message_key, no, item, recipient, via, role, channel, message, planned_at, fired_at,
    status, attempts, first_attempt_at, last_attempt_at, delivered_at)
  select no || '/' || clock || '/' || occurrence || '/' || rung || '/somebody/email', no || '/' || rung, no,
    clock || '/' || occurrence || '/' || rung, 'somebody', role, role, 'email', 'lapse', due_at, fired_at,
    case when late_ms % 5000 = 1 then 'failing' else 'delivered' end, 1, fired_at, fired_at,
    case when late_ms % 5000 <> 1 then fired_at + (20 + late_ms % 97) * interval '1 millisecond' end
  from (select r.*, coalesce(notify[1], 'nobody') as role from rungs r) r order by fired_at`;

const TRIED = `insert into notification_attempts (key, attempt, at, outcome)
  select key, 1, first_attempt_at, status from notifications`;

/** Phones of customers, as keyed hashes. */
const MARKS = `insert into customer_marks (mark, customer)
  select md5('mark ' || c), md5('customer ' || c) from generate_series(0, floor($1 * 0.66)::int - 1) c`;

/** Of a week. */
const KEYS = `insert into idempotency_keys (scope, key, request_hash, status, body, no, created_at)
  select 'POST /v1/complaints', md5(no), md5(no), 201, '{}', no, now() - (random() * interval '7 days')
    from copies where n > $1 * 0.98`;

/** Fills a database that has lives; returns how many seconds it took. */
export async function fillWithCopies(
  db: Database,
  { cases, open }: Sizes,
  say: (text: string) => void,
): Promise<number> {
  const started = performance.now();
  const client = await db.connect();
  try {
    // References hold by construction; a server checks millions of them one by one.
    await client.query(
      'set statement_timeout = 0; set session_replication_role = replica; set synchronous_commit = off; ' +
        "set maintenance_work_mem = '512MB'",
    );
    await ask(client, PLAN, [cases, open]);
    await ask(client, 'create unique index on copies (n); analyze copies');
    const tables = [
      ...Object.keys(COPIED),
      'notifications',
      'notification_attempts',
      'customer_marks',
      'idempotency_keys',
    ];
    const indexes = await secondaryIndexes(client, tables);
    for (const { name } of indexes) await ask(client, `drop index ${name}`);
    for (const [table, others] of Object.entries(COPIED)) {
      const statement = await copying(client, table, others);
      for (let first = 1; first <= cases; first += PORTION)
        await ask(client, statement, [first, Math.min(cases, first + PORTION - 1)]);
      say(`${table}: ${seconds(started)} s`);
    }
    await ask(client, TOLD);
    await ask(client, TRIED);
    await ask(client, MARKS, [cases]);
    await ask(client, KEYS, [cases]);
    say(`notifications and keys: ${seconds(started)} s`);
    for (const { definition } of indexes) await ask(client, definition);
    say(`indexes: ${seconds(started)} s`);
    await ask(client, `select setval('complaint_numbers', $1::bigint)`, [cases + 1]);
    await ask(client, 'vacuum analyze');
    return seconds(started);
  } finally {
    client.release(true);
  }
}

/** Nothing here is given up for being slow. */
async function ask(client: PoolClient, text: string, values?: readonly unknown[]): Promise<void> {
  await client.query({
    text,
    ...(values === undefined ? {} : { values: [...values] }),
    query_timeout: 3_600_000,
  } as QueryConfig);
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 1_000);
}

function secondaryIndexes(
  client: PoolClient,
  tables: readonly string[],
): Promise<readonly { readonly name: string; readonly definition: string }[]> {
  return rows(
    client,
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i where i.indrelid = any($1::regclass[])
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [tables],
  );
}

const GIVEN: Readonly<Record<string, string>> = {
  no: 'm.no',
  unit: 'm.unit',
  handler: 'case when t.handler is null then null else m.handler end',
};
/** Given by the database. */
const OWN = new Set(['gid', 'xid']);

async function copying(client: PoolClient, table: string, others: Readonly<Record<string, string>>): Promise<string> {
  const columns = await rows<{ name: string; type: string }>(
    client,
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const taken = columns.filter(({ name }) => !OWN.has(name));
  const from = ({ name, type }: { readonly name: string; readonly type: string }): string =>
    others[name] ?? GIVEN[name] ?? (type === 'timestamp with time zone' ? `t.${name} + m.shift` : `t.${name}`);
  return `insert into ${table} (${taken.map(({ name }) => `"${name}"`).join(', ')})
    select ${taken.map(from).join(', ')} from copies m join ${table} t on t.no = m.template
    where m.n between $1 and $2 ${ONLY[table] ?? ''} order by m.n`;
}
