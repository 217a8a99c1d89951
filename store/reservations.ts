/** The ledger of capped amounts: several cases of one customer can never exceed a cap together, whoever asks (S1-P1, A6). */

import type { ReserveAnswer, ReserveRequest } from '../contracts/activities.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { row, transaction } from './database.ts';
import type { Database, Queryable } from './database.ts';

/**
 * Holds an amount under a lock on the customer. The same key twice is one reservation. What counts is everything held or spent by the
 * customer's cases under the same pack (and, for rehearsals, only by rehearsals); an anonymous customer is the case itself.
 */
export async function reserveAmount(db: Database, ask: ReserveRequest): Promise<ReserveAnswer> {
  return transaction(db, async (tx) => {
    const customer = await ledgerOf(tx, ask.no);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${customer}/${ask.approval}`]);
    const mine = await row<{ status: string }>(tx, 'select status from reservations where key = $1', [ask.key]);
    const left = ask.max - ask.already - (await usedBy(tx, customer, ask.approval, ask.key));
    if (mine !== undefined && mine.status !== 'released') return { granted: true, left };
    if (ask.amount > left) return { granted: false, left };
    await tx.query(
      `insert into reservations (key, no, customer, approval, amount, status) values ($1, $2, $3, $4, $5, 'held')
       on conflict (key) do update set amount = excluded.amount, status = 'held'`,
      [ask.key, ask.no, customer, ask.approval, ask.amount],
    );
    return { granted: true, left };
  });
}

/** Makes the row of an amount that was granted, where a restored back-up does not have it; its events settle it as ever. */
export async function restoreReservation(db: Database, ask: ReserveRequest): Promise<void> {
  await db.query(
    `insert into reservations (key, no, customer, approval, amount, status) values ($1, $2, $3, $4, $5, 'held') on conflict (key) do nothing`,
    [ask.key, ask.no, await ledgerOf(db, ask.no), ask.approval, ask.amount],
  );
}

/** Frees what no event has confirmed. */
export async function releaseAmount(db: Database, key: string): Promise<void> {
  await db.query("update reservations set status = 'released' where key = $1 and status = 'held'", [key]);
}

/** Minor units left for the case's customer: a preview for the API's answer; only `reserveAmount` decides. */
export async function amountLeft(
  db: Database,
  ask: { readonly no: string; readonly approval: string; readonly max: number; readonly already: number },
): Promise<number> {
  return ask.max - ask.already - (await usedBy(db, await ledgerOf(db, ask.no), ask.approval, ''));
}

/** Events settle what they name: a recorded step spends it, a rejected or refused request frees it. */
export async function settleReservations(tx: Queryable, no: string, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    const settled = settlementOf(event);
    if (settled !== undefined)
      await tx.query('update reservations set status = $2 where key = $1', [
        `${no}/${settled.command}`,
        settled.status,
      ]);
  }
}

/** Whether these events settle anything. */
export function settlesReservations(events: readonly RecordedEvent[]): boolean {
  return events.some((event) => settlementOf(event) !== undefined);
}

function settlementOf(
  event: RecordedEvent,
): { readonly status: 'spent' | 'released'; readonly command: string } | undefined {
  if (event.type === 'StepRecorded' && event.data.reservation !== undefined)
    return { status: 'spent', command: event.data.reservation };
  if ((event.type === 'ApprovalRejected' || event.type === 'ActionRefused') && event.data.reservation !== undefined)
    return { status: 'released', command: event.data.reservation };
  return undefined;
}

async function ledgerOf(db: Queryable, no: string): Promise<string> {
  const found = await row<{ customer: string | null; packId: string; speed: number }>(
    db,
    'select customer, pack_id as "packId", speed from complaints where no = $1',
    [no],
  );
  if (found === undefined) throw new Error(`no such complaint: ${no}`);
  return `${found.packId}/${found.speed === 1 ? 'real' : 'drill'}/${found.customer ?? no}`;
}

async function usedBy(db: Queryable, customer: string, approval: string, except: string): Promise<number> {
  const used = await row<{ used: string }>(
    db,
    "select coalesce(sum(amount), 0)::bigint as used from reservations where customer = $1 and approval = $2 and status <> 'released' and key <> $3",
    [customer, approval, except],
  );
  return Number(used?.used ?? 0);
}
