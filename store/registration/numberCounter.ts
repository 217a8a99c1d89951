import type { TimeBase } from '../../domain/time/timeBase.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { column, preparedRow, type Queryable } from '../database/database.ts';

/** `20261123-000017` is 17. */
export function counterOf(no: string): number {
  return Number(no.split('-').at(-1));
}

export async function numberCounter(db: Queryable): Promise<number> {
  const [last = 0] = await column<number>(db, 'select last_value from complaint_numbers');
  return last;
}

export async function raiseNumberCounter(db: Queryable, atLeast: number): Promise<void> {
  await db.query(
    "select setval('complaint_numbers', $1::bigint) from complaint_numbers where last_value < $1::bigint",
    [atLeast],
  );
}

/** `20261123-000001`; drills begin with D. */
export async function nextNumber(tx: Queryable, { origin, speed }: TimeBase, zone: string): Promise<string> {
  const next = await preparedRow<{ n: number }>(tx, "select nextval('complaint_numbers') as n", []);
  const day = dateIn(origin, zone).replaceAll('-', '');
  return `${speed === 1 ? '' : 'D'}${day}-${String(next?.n).padStart(6, '0')}`;
}
