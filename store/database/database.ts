import { Pool, types, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import { databaseIsAway } from './databaseAway.ts';

export type Queryable = Pick<Pool | PoolClient, 'query'>;

export type Database = Pool;

// bigint columns hold epoch ms, minor units and row ids: all safe integers.
types.setTypeParser(types.builtins.INT8, Number);

export type DatabaseOptions = Readonly<{
  max?: number;
  /** Longest wait, ms, for a free connection or a silent server. */
  connectMs?: number;
  onError?: (error: Error) => void;
}>;

/** Longest wait for an answer, ms. */
const ANSWER_MS = 30_000;

const SETTINGS = [
  // Compiling the query of a figure takes longer than the query.
  'jit=off',
  // What nobody waits for any more ends.
  `statement_timeout=${ANSWER_MS + 1_000}`,
];

export function openDatabase(
  url: string,
  { max = 10, connectMs = 8_000, onError = () => {} }: DatabaseOptions = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: connectMs,
    query_timeout: ANSWER_MS,
    idleTimeoutMillis: 30_000,
    application_name: 'redress',
    options: SETTINGS.map((one) => `-c ${one}`).join(' '),
  });
  // Without a listener, the error of a lost connection would end the process. The pool listens on free connections
  // only; a running query reports the error itself.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export async function withDatabase<T>(
  url: string,
  options: DatabaseOptions,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = openDatabase(url, options);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** In `values`, `undefined` is null. */
export async function rows<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await db.query<T>(text, [...values])).rows;
}

export async function row<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values?: readonly unknown[],
): Promise<T | undefined> {
  return (await rows<T>(db, text, values))[0];
}

export async function column<T>(db: Queryable, text: string, values?: readonly unknown[]): Promise<T[]> {
  return (await rows<Record<string, T>>(db, text, values)).flatMap((one) => Object.values(one));
}

/** By text: a connection plans each name once. */
const names = new Map<string, string>();

/** `text` must be a constant: every connection keeps it. `answerMs`: longest wait, if not the pool's. */
export async function preparedRows<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
  answerMs?: number,
): Promise<T[]> {
  const name = names.get(text) ?? `redress_${names.size}`;
  names.set(text, name);
  const query = { name, text, values: [...values], query_timeout: answerMs };
  return (await db.query<T>(query as QueryConfig)).rows;
}

export async function preparedRow<T extends QueryResultRow>(
  ...statement: Parameters<typeof preparedRows>
): Promise<T | undefined> {
  return (await preparedRows<T>(...statement))[0];
}

/** Rolls back on an error, or when the result is not kept. */
export async function transaction<T>(
  db: Database,
  work: (tx: PoolClient) => Promise<T>,
  isKept: (result: T) => boolean = () => true,
): Promise<T> {
  const client = await db.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(isKept(result) ? 'commit' : 'rollback');
    return result;
  } catch (error) {
    // A lost connection has nothing to roll back; a silent one would cost the same wait again.
    broken = databaseIsAway(error);
    if (!broken)
      await client.query('rollback').catch(() => {
        broken = true;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}
