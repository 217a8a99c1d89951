import type { Phrase } from '../../language/phrase.ts';
import { row, type Queryable } from '../database/database.ts';

export interface PreflightMail {
  readonly key: string;
  /** ISO date. */
  readonly night: string;
  readonly recipient: string;
  readonly channel: string;
}

/** Makes the row of a night's message unless it is there; true when it has gone out already. */
export async function claimPreflightMail(
  db: Queryable,
  { key, night, recipient, channel }: PreflightMail,
): Promise<boolean> {
  await db.query(
    'insert into preflight_mails (key, night, recipient, channel) values ($1, $2, $3, $4) on conflict (key) do nothing',
    [key, night, recipient, channel],
  );
  const found = await row<{ status: string }>(db, 'select status from preflight_mails where key = $1', [key]);
  return found?.status === 'delivered';
}

/**
 * Records one attempt. `fault` names no address; without one the message is out. `plain` says why it is told without
 * its list.
 */
export async function recordPreflightAttempt(
  db: Queryable,
  key: string,
  { fault, plain }: { readonly fault?: Phrase; readonly plain?: string | undefined },
): Promise<void> {
  await db.query(
    `update preflight_mails set attempts = attempts + 1, last_error = $2::jsonb, plain_because = $3, status = case
      when $2::jsonb is null then 'delivered' else 'failing' end,
       delivered_at = case when $2::jsonb is null then clock_timestamp() end where key = $1`,
    [key, fault === undefined ? null : JSON.stringify(fault), plain ?? null],
  );
}
