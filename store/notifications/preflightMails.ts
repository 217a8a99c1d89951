import type { Phrase } from '../../language/phrase.ts';
import { column, type Queryable } from '../database/database.ts';

export type PreflightMail = Readonly<{
  key: string;
  /** ISO date. */
  night: string;
  recipient: string;
  channel: string;
}>;

/** True when the message was delivered. */
export async function claimPreflightMail(
  db: Queryable,
  { key, night, recipient, channel }: PreflightMail,
): Promise<boolean> {
  const [status] = await column<string>(
    db,
    `insert into preflight_mails (key, night, recipient, channel) values ($1, $2, $3, $4)
      on conflict (key) do update set night = excluded.night returning status`,
    [key, night, recipient, channel],
  );
  return status === 'delivered';
}

/** `plain`: why it goes without its list. `fault` names no address; absent: delivered. */
export async function recordPreflightAttempt(
  db: Queryable,
  key: string,
  plain: string | undefined,
  fault?: Phrase,
): Promise<void> {
  await db.query(
    `update preflight_mails set attempts = attempts + 1, last_error = $2::jsonb, plain_because = $3, status = case
      when $2::jsonb is null then 'delivered' else 'failing' end,
       delivered_at = case when $2::jsonb is null then clock_timestamp() end where key = $1`,
    [key, fault, plain],
  );
}
