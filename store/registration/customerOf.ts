import type { TimeBase } from '../../domain/time/timeBase.ts';
import { preparedRow, type Queryable } from '../database/database.ts';

/** The lock makes concurrent registrations see each other. */
const CUSTOMER = `select customer, pg_advisory_xact_lock(hashtextextended(customer || '/' || $2::text, 1))
    from customer_of($1::text[]) as customer`;

/** `undefined` when unknown. `topic`, where repeats count, is locked with the customer until the transaction ends. */
export async function customerOf(
  tx: Queryable,
  marks: readonly string[],
  topic: string | undefined,
): Promise<string | undefined> {
  if (marks.length === 0) return undefined;
  return (await preparedRow<{ customer: string }>(tx, CUSTOMER, [marks, topic]))?.customer;
}

const EARLIER = `select no from complaints where customer = $1 and topic = $2 and pack_id = $3 and origin >= $4
    and (speed = 1) = $5 and origin <= $6 order by origin limit 1`;

/** The first one within `windowMs` before `base`; `until`: registered by then, for a case of the past. */
export async function earlierCase(
  tx: Queryable,
  customer: string,
  pack: string,
  topic: string,
  { origin, speed }: TimeBase,
  windowMs: number,
  until?: number,
): Promise<string | undefined> {
  const values = [
    customer,
    topic,
    pack,
    new Date(origin - windowMs),
    speed === 1,
    until === undefined ? 'infinity' : new Date(until),
  ];
  return (await preparedRow<{ no: string }>(tx, EARLIER, values))?.no;
}
