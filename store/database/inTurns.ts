import { Pool } from 'pg';
import type { Queryable } from './database.ts';

const known = new WeakMap<Queryable, Queryable>();

/** Of a pool, as which only `atOnce` statements run at once; another waits for its turn. Anything else as it is. */
export function inTurns(db: Queryable, atOnce: number): Queryable {
  if (!(db instanceof Pool)) return db;
  const found = known.get(db) ?? amongConnections(Array<Queryable>(atOnce).fill(db)).db;
  known.set(db, found);
  return found;
}

type Among = Readonly<{
  /** Each statement on whichever connection is free. */
  db: Queryable;
  /** No statement begins any more, and none runs. */
  end: () => Promise<void>;
}>;

export function amongConnections(connections: readonly Queryable[]): Among {
  const free = [...connections];
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<unknown>>();
  const state = { isOver: false };
  const query = async (...given: unknown[]): Promise<unknown> => {
    while (free.length === 0 && !state.isOver) await new Promise<void>((resolve) => waiting.push(resolve));
    const db = free.pop();
    if (state.isOver || db === undefined) throw new Error('the connections are given back');
    const answer = (db.query as (...args: unknown[]) => Promise<unknown>).apply(db, given);
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
      free.push(db);
      waiting.shift()?.();
    }
  };
  const end = async (): Promise<void> => {
    state.isOver = true;
    for (const goOn of waiting.splice(0)) goOn();
    await Promise.allSettled(running);
  };
  return { db: { query: query as Queryable['query'] }, end };
}
