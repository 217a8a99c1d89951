/**
 * The ledger of capped amounts: several cases of one customer can never exceed a cap together, whoever asks (S1-P1,
 * A6).
 */

import type { ReserveAnswer, ReserveRequest } from '../../contracts/activities.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { row, transaction, type Database, type Queryable } from '../database/database.ts';

/**
 * Holds an amount under a lock on the customer. The same key twice is one reservation. What counts is everything held
 * or spent by the customer's cases under the same pack (and, for rehearsals, only by rehearsals); a customer whom
 * nobody knows is the case itself.
 */
export async function reserveAmount(db: Database, ask: ReserveRequest): Promise<ReserveAnswer> {
  return transaction(db, async (tx) => {
    const ledger = await ledgerOf(tx, ask.no, 'for share');
    await lockLedger(tx, { ...ledger, customer: ledger.customer ?? ask.no }, ask.approval);
    const mine = await row<{ status: string }>(tx, 'select status from reservations where key = $1', [ask.key]);
    const left = ask.max - ask.already - (await usedBy(tx, ledger, ask, ask.key));
    if (mine !== undefined && mine.status !== 'released') return { granted: true, left };
    if (ask.amount > left) return { granted: false, left };
    await tx.query(
      `insert into reservations (key, no, approval, amount, status) values ($1, $2, $3, $4, 'held')
       on conflict (key) do update set amount = excluded.amount, status = 'held'`,
      [ask.key, ask.no, ask.approval, ask.amount],
    );
    return { granted: true, left };
  });
}

/**
 * Makes the row of an amount that was granted, where a restored back-up does not have it; its events settle it as ever.
 */
export async function restoreReservation(db: Database, ask: ReserveRequest): Promise<void> {
  await db.query(
    `insert into reservations (key, no, approval, amount, status) values ($1, $2, $3, $4, 'held')
      on conflict (key) do nothing`,
    [ask.key, ask.no, ask.approval, ask.amount],
  );
}

/**
 * What the customer's cases under the pack have used of each cap, under the locks that `reserveAmount` takes, for a
 * case that is about to be brought in.
 */
export async function usedAmounts(
  tx: Queryable,
  { customer, packId, approvals }: Readonly<{ customer: string; packId: string; approvals: readonly string[] }>,
): Promise<readonly Readonly<{ approval: string; amount: number }>[]> {
  const used: { approval: string; amount: number }[] = [];
  for (const approval of approvals.toSorted()) {
    const ledger = { customer, packId, real: true };
    await lockLedger(tx, ledger, approval);
    used.push({ approval, amount: await usedBy(tx, ledger, { no: '', approval }, '') });
  }
  return used;
}

/** Amounts of a case that is brought in, settled by its events. */
export async function bringReservations(
  tx: Queryable,
  no: string,
  held: readonly Readonly<{ key: string; approval: string; amount: number }>[],
  events: readonly RecordedEvent[],
): Promise<void> {
  for (const { key, approval, amount } of held)
    await tx.query("insert into reservations (key, no, approval, amount, status) values ($1, $2, $3, $4, 'held')", [
      key,
      no,
      approval,
      amount,
    ]);
  if (held.length > 0) await settleReservations(tx, no, events);
}

async function lockLedger(tx: Queryable, { customer, packId, real }: Ledger, approval: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    JSON.stringify([customer, packId, real, approval]),
  ]);
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
  return ask.max - ask.already - (await usedBy(db, await ledgerOf(db, ask.no), ask, ''));
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

/** Whose cases share a cap. */
interface Ledger extends Record<string, unknown> {
  /** `null` where nobody knows the customer: then the case stands alone. */
  readonly customer: string | null;
  readonly packId: string;
  readonly real: boolean;
}

/** `lock` keeps the case's customer from being joined to another until the end of the transaction. */
async function ledgerOf(db: Queryable, no: string, lock: '' | 'for share' = ''): Promise<Ledger> {
  const found = await row<Ledger>(
    db,
    `select customer, pack_id as "packId", speed = 1 as real from complaints where no = $1 ${lock}`,
    [no],
  );
  if (found === undefined) throw new Error(`no such complaint: ${no}`);
  return found;
}

async function usedBy(
  db: Queryable,
  { customer, packId, real }: Ledger,
  { no, approval }: { readonly no: string; readonly approval: string },
  except: string,
): Promise<number> {
  const used = await row<{ used: string }>(
    db,
    `select coalesce(sum(r.amount), 0)::bigint as used from complaints c join reservations r on r.no = c.no
      where ${customer === null ? 'c.no' : 'c.customer'} = $1 and c.pack_id = $2 and (c.speed = 1) = $3
        and r.approval = $4 and r.status <> 'released' and r.key <> $5`,
    [customer ?? no, packId, real, approval, except],
  );
  return Number(used?.used ?? 0);
}
