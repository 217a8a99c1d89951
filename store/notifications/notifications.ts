import type { Phrase } from '../../language/phrase.ts';
import { preparedRow, preparedRows, rows, type Queryable } from '../database/database.ts';

export type NotificationClaim = Readonly<{
  key: string;
  messageKey: string;
  no: string;
  item: string;
  recipient: string;
  via: string;
  role: string;
  channel: string;
  /** Whom it was for, where they could not be reached. */
  insteadOf?: readonly string[] | undefined;
  message: string;
  plannedAt?: Date;
  firedAt: Date;
}>;

/** `refused`: for good, so that somebody else is told; `moot`: not sent, as nobody needs it any more. */
export type NotificationStatus = 'pending' | 'moot' | 'delivered' | 'failing' | 'refused' | 'undeliverable';

const CLAIMED = 'key, message_key, no, item, recipient, via, role, channel, instead_of, message, planned_at, fired_at';

const CLAIM = `
  with asked as (select * from jsonb_populate_recordset(null::notifications, $1::jsonb)),
  made as (
    insert into notifications (${CLAIMED}, status) select ${CLAIMED}, 'pending' from asked order by key
      on conflict (key) do nothing returning key, status)
  select key, status, 0 as "triedMs", false as "mayHaveGone" from made
  union all select n.key, n.status,
      coalesce(extract(epoch from clock_timestamp() - n.first_attempt_at) * 1000, 0)::float8,
      n.status = 'pending' and n.attempts = 0 and n.held_until is null
    from notifications n join asked using (key)`;

const ATTEMPT = `
  with touched as (
    update notifications set attempts = attempts + 1, status = $2, last_error = $3::jsonb,
      plain_because = $4::jsonb ->> item, first_attempt_at = coalesce(first_attempt_at, clock_timestamp()),
      last_attempt_at = clock_timestamp(), delivered_at = case when $2 = 'delivered' then clock_timestamp()
        else delivered_at end
    where key = any($1::text[]) and status not in ('delivered', 'moot') returning key, attempts, recipient, channel),
  mended as (
    delete from refusing_addresses r using touched t
      where $2 = 'delivered' and r.person = t.recipient and r.channel = t.channel)
  insert into notification_attempts (key, attempt, at, outcome, reason)
    select key, attempts, clock_timestamp(), $2, $3::jsonb from touched`;

export type Claimed = Readonly<{
  status: NotificationStatus;
  /** Since the first try. */
  triedMs: number;
  /** A worker was about to send it, and nobody knows what became of that. */
  mayHaveGone: boolean;
}>;

/** Makes missing rows; returns how each stands by key. */
export async function claimNotifications(
  db: Queryable,
  claims: readonly NotificationClaim[],
): Promise<ReadonlyMap<string, Claimed>> {
  const asked = claims.map(({ messageKey, plannedAt, firedAt, insteadOf, ...claim }) => ({
    ...claim,
    message_key: messageKey,
    instead_of: insteadOf,
    planned_at: plannedAt,
    fired_at: firedAt,
  }));
  const found = await preparedRows<Claimed & { readonly key: string }>(db, CLAIM, [JSON.stringify(asked)]);
  return new Map(found.map(({ key, ...one }) => [key, one]));
}

/** One attempt for all notifications of a message. `reason` names no address; `plain`: why, by item. */
export async function recordAttempt(
  db: Queryable,
  keys: readonly string[],
  outcome: NotificationStatus,
  reason?: Phrase,
  plain: Readonly<Record<string, string>> = {},
): Promise<void> {
  await preparedRow(db, ATTEMPT, [keys, outcome, reason, plain]);
}

/** They are tried no more: the person was told otherwise. */
export async function giveUpNotifications(db: Queryable, keys: readonly string[]): Promise<void> {
  await db.query("update notifications set status = 'refused' where key = any($1::text[]) and status = 'failing'", [
    keys,
  ]);
}

/** Nothing is tried before. */
export async function holdNotifications(db: Queryable, keys: readonly string[], until: number): Promise<void> {
  await db.query('update notifications set held_until = $2 where key = any($1::text[])', [keys, new Date(until)]);
}

export interface NotificationRow extends Omit<NotificationClaim, 'no' | 'plannedAt' | 'insteadOf'> {
  readonly insteadOf: readonly string[];
  readonly plannedAt: Date | null;
  readonly status: NotificationStatus;
  readonly attempts: number;
  readonly lastError: Phrase | null;
  readonly firstAttemptAt: Date | null;
  readonly lastAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Waits for the end of quiet hours. */
  readonly heldUntil: Date | null;
  /** Why it went in plain form; null for the pack's own text. */
  readonly plainBecause: string | null;
}

/** In the order of decision. */
export async function readNotifications(db: Queryable, no: string): Promise<readonly NotificationRow[]> {
  return rows<NotificationRow>(
    db,
    `select key, message_key as "messageKey", item, recipient, via, role, channel, message,
      coalesce(instead_of, '{}') as "insteadOf", planned_at as "plannedAt", fired_at as "firedAt", status, attempts,
      last_error as "lastError", first_attempt_at as "firstAttemptAt", last_attempt_at as "lastAttemptAt",
      delivered_at as "deliveredAt",
      held_until as "heldUntil",
      plain_because as "plainBecause" from notifications where no = $1 order by fired_at, key`,
    [no],
  );
}
