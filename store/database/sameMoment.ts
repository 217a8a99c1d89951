import { row, transaction, type Database, type Queryable } from './database.ts';
import { amongConnections, readMany } from './inTurns.ts';

/** Reads on so many connections, all of which see one state of the database. */
export function sameMoment<T>(db: Database, connections: number, work: (db: Queryable) => Promise<T>): Promise<T> {
  const onMore = async (open: readonly Queryable[], snapshot: string | undefined): Promise<T> => {
    if (open.length === connections) return workAmong(open, work);
    return transaction(db, async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      if (snapshot !== undefined) await tx.query(`set transaction snapshot '${snapshot}'`);
      await readMany(tx, { isAlone: connections === 1 });
      const seen = snapshot ?? (await row<{ id: string }>(tx, 'select pg_export_snapshot() as id'))?.id;
      return onMore([...open, tx], seen);
    });
  };
  return onMore([], undefined);
}

/** What work began and did not wait for is over before the connections are given back. */
export async function workAmong<T>(connections: readonly Queryable[], work: (db: Queryable) => Promise<T>): Promise<T> {
  const { db, end } = amongConnections(connections);
  try {
    return await work(db);
  } finally {
    await end();
  }
}
