import { dateIn } from '../../domain/time/zone.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { preparedRow, row, type Queryable } from '../database/database.ts';

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

/** `20261123-000001`; rehearsals begin with D. */
export async function nextNumber(tx: Queryable, base: TimeBase, zone: string): Promise<string> {
  const next = await preparedRow<{ n: number }>(tx, "select nextval('complaint_numbers') as n", []);
  const day = dateIn(base.origin, zone).replaceAll('-', '');
  return `${base.speed === 1 ? '' : 'D'}${day}-${String(next?.n ?? 0).padStart(6, '0')}`;
}
