/** How much of a large database the work of every day touches. */

import { openDatabase, row, type Database } from '../../store/database/database.ts';

export type Memory = Readonly<{
  databaseMb: number;
  /** Of the tables and indexes that the work read; a page counts once. */
  touchedMb: number;
  /** Rows of the log that are not archived. */
  events: number;
}>;

const MB = 1024 * 1024;

/** `work` on the database at `url`, of a server that has just started and has room for all that it reads. */
export async function memoryOf(url: string, work: (db: Database) => Promise<unknown>): Promise<Memory> {
  const before = await standOf(url);
  const db = openDatabase(url, { max: 4 });
  await work(db);
  // What a session has read is counted when it ends, if not before.
  await db.end();
  const after = await standOf(url);
  return {
    databaseMb: Math.round(after.size / MB),
    touchedMb: Math.round((after.read - before.read) / MB),
    events: after.events,
  };
}

async function standOf(url: string): Promise<Readonly<{ size: number; read: number; events: number }>> {
  const db = openDatabase(url, { max: 1 });
  const stand = await row<{ size: number; read: number; events: number }>(
    db,
    `select pg_database_size(current_database()) as size,
      blks_read * current_setting('block_size')::int as read,
      (select reltuples::bigint from pg_class where oid = 'events'::regclass) as events
      from pg_stat_database where datname = current_database()`,
  );
  await db.end();
  return stand ?? { size: 0, read: 0, events: 0 };
}
