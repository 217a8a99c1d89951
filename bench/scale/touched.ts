/** How much of a large database the questions and lives of the bench read. */

import { row, withDatabase, type Database } from '../../store/database/database.ts';

export type Touched = Readonly<{
  databaseMb: number;
  /** What was read from outside the buffers; each page once. */
  touchedMb: number;
  /** Rows of the log that are not archived, estimated. */
  events: number;
}>;

const MB = 1024 * 1024;

const STAND = `
  select pg_database_size(current_database()) as size, blks_read * current_setting('block_size')::int as read,
    (select reltuples::bigint from pg_class where oid = 'events'::regclass) as events
  from pg_stat_database where datname = current_database()`;

/** `work` on the database at `url`, of a server that has just started and has room for all that it reads. */
export async function touchedBy(url: string, work: (db: Database) => Promise<unknown>): Promise<Touched> {
  const before = await standOf(url);
  // What a session has read is counted when it ends, if not before.
  await withDatabase(url, { max: 4 }, work);
  const after = await standOf(url);
  return {
    databaseMb: Math.round(after.size / MB),
    touchedMb: Math.round((after.read - before.read) / MB),
    events: after.events,
  };
}

async function standOf(url: string): Promise<Readonly<{ size: number; read: number; events: number }>> {
  const stand = await withDatabase(url, { max: 1 }, (db) =>
    row<{ size: number; read: number; events: number }>(db, STAND),
  );
  if (stand === undefined) throw new Error('the server does not say what it has read');
  return stand;
}
