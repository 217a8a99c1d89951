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
export async function nextNumber(tx: Queryable, base: TimeBase, zone: string): Promise<string> {
  const next = await preparedRow<{ n: number }>(tx, "select nextval('complaint_numbers') as n", []);
  return numberOf(base, zone, next?.n ?? 0);
}

/** The same for many at once, in their order. */
export async function nextNumbers(tx: Queryable, moments: readonly number[], zone: string): Promise<readonly string[]> {
  const taken = await column<number>(tx, "select nextval('complaint_numbers') from generate_series(1, $1)", [
    moments.length,
  ]);
  return taken.map((next, index) => numberOf({ origin: moments[index] ?? 0, speed: 1 }, zone, next));
}

function numberOf({ origin, speed }: TimeBase, zone: string, next: number): string {
  const day = dateIn(origin, zone).replaceAll('-', '');
  return `${speed === 1 ? '' : 'D'}${day}-${String(next).padStart(6, '0')}`;
}
