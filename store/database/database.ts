import { Pool, types, type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import { databaseIsAway } from './databaseAway.ts';

/** A connection that can run queries: the pool, or one client inside a transaction. */
export type Queryable = Pick<Pool | PoolClient, 'query'>;

/** The pool of one process. */
export type Database = Pool;

const INT8 = 20;
// bigint columns hold epoch ms, minor units and row ids: all of them safe integers.
types.setTypeParser(INT8, Number);

export interface DatabaseOptions {
  /** Connections of this process. */
  readonly max?: number;
  /**
   * Longest wait for a connection, ms: a free one, or a server that does not answer. A refused one is reported at once.
   */
  readonly connectMs?: number;
  readonly onError?: (error: Error) => void;
}

/** Opens a pool. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectMs ?? 8_000,
    query_timeout: 30_000,
    idleTimeoutMillis: 30_000,
    application_name: 'redress',
  });
  // A server that goes away tells each connection. Without a listener that would end the process: the pool listens to
  // those that are free, and to one that is in use, as during a transaction, nobody does. Whoever uses it hears of it
  // from the next answer.
  pool.on('error', (error) => options.onError?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** All rows of a query. */
export async function rows<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  return (await db.query<T>(text, [...values])).rows;
}

/** The first row, or `undefined`. */
export async function row<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<T | undefined> {
  return (await rows<T>(db, text, values))[0];
}

/** Names of statements by their text: a connection that has met a name parses and plans its text no more. */
const names = new Map<string, string>();

/**
 * All rows of a statement that is asked all the time. Only for texts that are constants: each is kept by every
 * connection. `answerMs`: longest wait for the answer where that is to be shorter than of other statements; a server
 * that stands still must not keep a caller.
 */
export async function preparedRows<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
  answerMs?: number,
): Promise<T[]> {
  let name = names.get(text);
  if (name === undefined) {
    name = `redress_${names.size}`;
    names.set(text, name);
  }
  return (
    await db.query<T>({
      name,
      text,
      values: [...values],
      ...(answerMs === undefined ? {} : { query_timeout: answerMs }),
    } as QueryConfig)
  ).rows;
}

/** The first row of such a statement, or `undefined`. */
export async function preparedRow<T extends QueryResultRow>(
  db: Queryable,
  text: string,
  values: readonly unknown[],
  answerMs?: number,
): Promise<T | undefined> {
  return (await preparedRows<T>(db, text, values, answerMs))[0];
}

/** Runs `work` in one transaction; any error undoes all of it, and so does a result that is not to be kept. */
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
    broken = databaseIsAway(error);
    // A connection that is gone has nothing to roll back, and one that does not answer would keep the caller as long
    // again.
    if (!broken)
      await client.query('rollback').catch(() => {
        broken = true;
      });
    throw error;
  } finally {
    client.release(broken);
  }
}
