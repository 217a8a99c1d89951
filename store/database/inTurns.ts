import { Pool } from 'pg';
import type { Queryable } from './database.ts';

const known = new WeakMap<Queryable, Queryable>();

/** Statements that come at once wait for each other: on a pool `atOnce` of them run, on a connection one. */
export function inTurns(db: Queryable, atOnce: number): Queryable {
  const found = known.get(db) ?? amongConnections(db instanceof Pool ? Array<Queryable>(atOnce).fill(db) : [db]);
  known.set(db, found);
  known.set(found, found);
  return found;
}

/** Each statement on whichever connection is free. */
export function amongConnections(connections: readonly Queryable[]): Queryable {
  const free = [...connections];
  const waiting: ((db: Queryable) => void)[] = [];
  const query = async (...given: unknown[]): Promise<unknown> => {
    const db = free.pop() ?? (await new Promise<Queryable>((resolve) => waiting.push(resolve)));
    try {
      return await (db.query as (...args: unknown[]) => Promise<unknown>).apply(db, given);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(db);
      else next(db);
    }
  };
  return { query: query as Queryable['query'] };
}
