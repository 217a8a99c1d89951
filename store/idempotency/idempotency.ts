/** The first answer to a request: a retry gets the same. */

import { preparedRow, row, type Queryable } from '../database/database.ts';

export type KeptAnswer = Readonly<{
  status: number;
  body: Readonly<Record<string, unknown>>;
  no: string | null;
}>;

export type Claim =
  { readonly kind: 'new' | 'unfinished' | 'other-body' } | Readonly<{ kind: 'answered'; answer: KeptAnswer }>;

export type RequestKey = Readonly<{
  scope: string;
  key: string;
  /** Of the body; another body under the same key is the client's mistake. */
  hash: string;
}>;

/** Waits for a transaction that is taking the key. */
export async function claimKey(db: Queryable, { scope, key, hash }: RequestKey): Promise<Claim> {
  const made = await row(
    db,
    'insert into idempotency_keys (scope, key, request_hash) values ($1, $2, $3) on conflict do nothing returning 1',
    [scope, key, hash],
  );
  if (made !== undefined) return { kind: 'new' };
  const kept = await row<Omit<KeptAnswer, 'status'> & { readonly status: number | null }>(
    db,
    `select status, coalesce(body, '{}') as body, no from idempotency_keys
      where scope = $1 and key = $2 and request_hash = $3`,
    [scope, key, hash],
  );
  if (kept === undefined) return { kind: 'other-body' };
  const { status } = kept;
  return status === null ? { kind: 'unfinished' } : { kind: 'answered', answer: { ...kept, status } };
}

const KEEP =
  'update idempotency_keys set status = $3, body = $4, no = $5 where scope = $1 and key = $2 and status is null';

/** The first answer wins. */
export async function keepAnswer(db: Queryable, { scope, key }: RequestKey, answer: KeptAnswer): Promise<void> {
  await preparedRow(db, KEEP, [scope, key, answer.status, answer.body, answer.no]);
}

/** After a refusal. */
export async function releaseKey(db: Queryable, { scope, key }: RequestKey): Promise<void> {
  await db.query('delete from idempotency_keys where scope = $1 and key = $2 and status is null', [scope, key]);
}

const BATCH = 5_000;

/** Before this moment (epoch ms). Returns how many. */
export async function forgetKeys(db: Queryable, before: number): Promise<number> {
  for (let forgotten = 0; ;) {
    const { rowCount } = await db.query(
      `delete from idempotency_keys where ctid = any(array(select ctid from idempotency_keys where created_at < $1
        limit $2 for update skip locked))`,
      [new Date(before), BATCH],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < BATCH) return forgotten;
  }
}
