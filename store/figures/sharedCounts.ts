/** Counts of one evaluation: those over the same rows are made in one pass. */

import { countRows, type Count } from './countRows.ts';
import { countingOf, type CountAsk, type Counting } from './counting.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from 'kysely';
import { written } from './rows/sqlText.ts';

type Waiting = Readonly<{
  counting: Counting;
  resolve: (counts: readonly Count[]) => void;
  reject: (error: unknown) => void;
}>;

/** Statements of one evaluation at once: not all that a process runs, so that a single figure need not wait. */
const LANES = 3;

export class SharedCounts {
  readonly #db: Queryable;
  /** What is asked for and not begun, by its rows. */
  readonly #waiting = new Map<string, Waiting[]>();
  #running = 0;

  constructor(db: Queryable) {
    this.#db = db;
  }

  /** Begins when everything that asks in this turn has asked. */
  count(ask: CountAsk): Promise<readonly Count[]> {
    const counting = countingOf(ask);
    return new Promise((resolve, reject) => {
      const key = passOf(counting);
      const others = this.#waiting.get(key) ?? [];
      this.#waiting.set(key, others);
      others.push({ counting, resolve, reject });
      setImmediate(() => this.#begin());
    });
  }

  #begin(): void {
    for (const [key, group] of this.#waiting) {
      if (this.#running >= LANES) return;
      this.#waiting.delete(key);
      this.#running += 1;
      void this.#answer(group);
    }
  }

  async #answer(group: readonly Waiting[]): Promise<void> {
    try {
      const found = await countRows(
        this.#db,
        group.map(({ counting }) => counting),
      );
      group.forEach(({ resolve }, index) => resolve(found[index] ?? []));
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#running -= 1;
      this.#begin();
    }
  }
}

let alone = 0;

/** The same for countings that one pass can make. */
function passOf({ distinct, found, from, groups, numbers, where }: Counting): string {
  if (distinct !== undefined) return String((alone += 1));
  const { text, parameters } = written(sql.join([...from, where, ...groups]));
  return `${text} ${JSON.stringify([parameters, found !== undefined, Object.keys(numbers).length > 0])}`;
}
