import { row, transaction, type Database, type Queryable } from './database.ts';
import { amongConnections } from './inTurns.ts';

/** Reads on so many connections, all of which see one state of the database. */
export function sameMoment<T>(db: Database, connections: number, work: (db: Queryable) => Promise<T>): Promise<T> {
  const more = (open: readonly Queryable[], snapshot: string | undefined): Promise<T> =>
    open.length === connections
      ? work(amongConnections(open))
      : transaction(db, async (tx) => {
          await tx.query('set transaction isolation level repeatable read, read only');
          if (snapshot !== undefined) await tx.query(`set transaction snapshot '${snapshot}'`);
          const seen = snapshot ?? (await row<{ id: string }>(tx, 'select pg_export_snapshot() as id'))?.id;
          return more([...open, tx], seen);
        });
  return more([], undefined);
}
