import type { TimeBase } from '../../domain/time/timeBase.ts';
import { preparedRow, type Queryable } from '../database/database.ts';

/** The second lock makes two channels at once see each other. */
const CUSTOMER = `select customer, pg_advisory_xact_lock(hashtextextended(customer || '/' || $2::text, 1))
    from customer_of($1::text[]) as customer`;

/**
 * Whom a complaint with these marks is from; `undefined` when nobody can tell. Where repeats are looked for, the
 * customer is locked together with the topic until the end of the transaction.
 */
export async function customerOf(
  tx: Queryable,
  marks: readonly string[],
  topic: string | undefined,
): Promise<string | undefined> {
  if (marks.length === 0) return undefined;
  return (await preparedRow<{ customer: string }>(tx, CUSTOMER, [marks, topic ?? null]))?.customer;
}

const EARLIER = `select no from complaints where customer = $1 and topic = $2 and pack_id = $3 and origin >= $4
    and (speed = 1) = $5 order by origin limit 1`;

/** The first case of the customer under the pack and about the topic within `windowMs` before `base`. */
export async function earlierCase(
  tx: Queryable,
  customer: string,
  pack: string,
  topic: string,
  { origin, speed }: TimeBase,
  windowMs: number,
): Promise<string | undefined> {
  const since = new Date(origin - windowMs).toISOString();
  return (await preparedRow<{ no: string }>(tx, EARLIER, [customer, topic, pack, since, speed === 1]))?.no;
}
