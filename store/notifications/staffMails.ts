import type { Phrase } from '../../language/phrase.ts';
import { column, type Queryable } from '../database/database.ts';

/** What staff are told of no case: what the nightly look found, a duty that is missing, how things stand. */
export type StaffMail = Readonly<{
  key: string;
  /** ISO date that it is about. */
  day: string;
  recipient: string;
  channel: string;
}>;

/** True when the message was delivered. */
export async function claimStaffMail(db: Queryable, { key, day, recipient, channel }: StaffMail): Promise<boolean> {
  const [status] = await column<string>(
    db,
    `insert into staff_mails (key, day, recipient, channel) values ($1, $2, $3, $4)
      on conflict (key) do update set day = excluded.day returning status`,
    [key, day, recipient, channel],
  );
  return status === 'delivered';
}

/** `plain`: why it goes without its list. `fault` names no address; absent: delivered. */
export async function recordStaffAttempt(
  db: Queryable,
  key: string,
  plain: string | undefined,
  fault?: Phrase,
): Promise<void> {
  await db.query(
    `update staff_mails set attempts = attempts + 1, last_error = $2::jsonb, plain_because = $3, status = case
      when $2::jsonb is null then 'delivered' else 'failing' end,
       delivered_at = case when $2::jsonb is null then clock_timestamp() end where key = $1`,
    [key, fault, plain],
  );
}
