import { row } from '../database/database.ts';
import type { Queryable } from '../database/database.ts';

/** The running part of a complaint's number: `20261123-000017` is 17. */
export function counterOf(no: string): number {
  return Number(no.split('-').at(-1) ?? 0);
}

/** The counter as it stands. */
export async function numberCounter(db: Queryable): Promise<number> {
  return (await row<{ last: number }>(db, 'select last_value as last from complaint_numbers'))?.last ?? 0;
}

/** Raises the counter, so that no number is ever given a second time. */
export async function raiseNumberCounter(db: Queryable, atLeast: number): Promise<void> {
  await db.query(
    "select setval('complaint_numbers', $1::bigint) from complaint_numbers where last_value < $1::bigint",
    [atLeast],
  );
}
