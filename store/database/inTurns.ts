import { Pool } from 'pg';
import { transaction, type Database, type Queryable } from './database.ts';

/** Pages are at hand, and few rows are left to be put together, whatever is estimated. */
const MANY_ROWS = `set local work_mem = '64MB'; set local random_page_cost = 1.1; set local parallel_setup_cost = 100;
  set local parallel_tuple_cost = 0.001`;

/** Several processes take a third more of the cores for one statement than one of them does. */
const ONE_PROCESS = `${MANY_ROWS}; set local max_parallel_workers_per_gather = 0`;

/** Sets a transaction to read many rows. */
export async function readMany(tx: Queryable, { isAlone }: Readonly<{ isAlone: boolean }>): Promise<void> {
  await tx.query(isAlone ? MANY_ROWS : ONE_PROCESS);
}

const known = new WeakMap<Database, Queryable>();

/** Of a pool, as which `atOnce` statements of many rows run at once; others wait. A connection is given back as it is. */
export function inTurns(db: Queryable, atOnce: number): Queryable {
  if (!(db instanceof Pool)) return db;
  const found = known.get(db) ?? amongConnections(Array<Queryable>(atOnce).fill(readingMany(db))).db;
  known.set(db, found);
  return found;
}

/** Whatever cores there are help a statement that runs alone; of several, each has a process. */
function readingMany(db: Database): Queryable {
  let running = 0;
  const query = async (...given: unknown[]): Promise<unknown> => {
    running += 1;
    try {
      return await transaction(db, async (tx) => {
        await readMany(tx, { isAlone: running === 1 });
        return asked(tx, given);
      });
    } finally {
      running -= 1;
    }
  };
  return { query: query as Queryable['query'] };
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
    const answer = asked(db, given);
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

const asked = (db: Queryable, given: unknown[]): Promise<unknown> =>
  (db.query as (...args: unknown[]) => Promise<unknown>).apply(db, given);
