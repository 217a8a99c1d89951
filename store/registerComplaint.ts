/** Registration: number, receipt, sealed personal data, first events and read model in one transaction. After its commit nothing can be lost. */

import type { Intake } from '../domain/command.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { evolveAll } from '../domain/evolve.ts';
import type { CaseState } from '../domain/state.ts';
import type { TimeBase } from '../domain/timeBase.ts';
import { dateIn } from '../domain/zone.ts';
import { advanceRows } from './advanceRows.ts';
import { preparedRow, transaction } from './database.ts';
import type { Database, Queryable } from './database.ts';
import { GENESIS } from './hashChain.ts';
import { blindIndex, customerIndex, newDataKey, newReceiptCode, seal } from './vault.ts';
import type { Keys } from './vault.ts';

export interface Registration {
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
  readonly base: TimeBase;
  /** Everything of the complainant that is personal; `undefined` when anonymous. */
  readonly complainant?: Readonly<Record<string, unknown>>;
  readonly demand: string;
  /** Prose fields of the intake, by field name. */
  readonly prose: Readonly<Record<string, string>>;
  readonly topic: string;
  /** Window in which the same customer and topic is a repeat, ms; absent when the pack has no such rule. */
  readonly repeatWindowMs?: number;
  readonly registeredBy: string;
  readonly zone: string;
  /** The pure opening of the case; throws to refuse, which undoes everything. */
  readonly open: (repeatOf: string | undefined, tx: Queryable) => Opened | Promise<Opened>;
  /** Further rows of the same transaction, e.g. the answer kept for an idempotency key. */
  readonly also?: (tx: Queryable, registered: Registered) => Promise<void>;
}

/** A case as it begins. */
interface Opened {
  readonly intake: Intake;
  readonly events: readonly RecordedEvent[];
}

export interface Registered {
  readonly no: string;
  readonly receiptCode: string;
  readonly intake: Intake;
  readonly state: CaseState;
}

const INSERT = `
  insert into complaints (no, receipt_index, pack_id, pack_version, pack_hash, origin, speed, customer, topic, intake, registered_by, wrapped_key, sealed_receipt, sealed_complainant, sealed_demand)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

/** Registers a complaint. */
export async function registerComplaint(db: Database, keys: Keys, ask: Registration): Promise<Registered> {
  return transaction(db, async (tx) => {
    const no = await nextNumber(tx, ask);
    const customer = ask.complainant === undefined ? undefined : customerIndex(keys, ask.complainant);
    const repeatOf = await findRepeat(tx, ask, customer);
    const { intake, events } = await ask.open(repeatOf, tx);
    const { key, wrapped } = newDataKey(keys, no);
    const receiptCode = newReceiptCode();
    await preparedRow(tx, INSERT, [
      no,
      blindIndex(keys, 'receipt', receiptCode),
      ask.pack.id,
      ask.pack.version,
      ask.pack.hash,
      new Date(ask.base.origin).toISOString(),
      ask.base.speed,
      customer ?? null,
      ask.topic,
      JSON.stringify(intake),
      ask.registeredBy,
      wrapped,
      seal(key, `${no}/receipt`, receiptCode),
      ask.complainant === undefined ? null : seal(key, `${no}/complainant`, JSON.stringify(ask.complainant)),
      seal(key, `${no}/demand`, ask.demand),
    ]);
    for (const [field, text] of Object.entries(ask.prose)) {
      await tx.query('insert into notes (id, no, field, sealed) values ($1, $2, $3, $4)', [`${no}/intake/${field}`, no, field, seal(key, `${no}/intake/${field}`, text)]);
    }
    const state = evolveAll(undefined, events);
    if (state === undefined) throw new Error('a case opens with at least one event');
    const identity = { no, packId: ask.pack.id, packVersion: ask.pack.version, base: ask.base };
    await advanceRows(tx, { identity, seq: 0, lastHash: GENESIS, state: undefined }, { events, state });
    const registered = { no, receiptCode, intake, state };
    await ask.also?.(tx, registered);
    return registered;
  });
}

/** `20261123-000001`; rehearsals begin with D. */
async function nextNumber(tx: Queryable, ask: Registration): Promise<string> {
  const next = await preparedRow<{ n: number }>(tx, "select nextval('complaint_numbers') as n", []);
  const day = dateIn(ask.base.origin, ask.zone).replaceAll('-', '');
  return `${ask.base.speed === 1 ? '' : 'D'}${day}-${String(next?.n ?? 0).padStart(6, '0')}`;
}

const EARLIER = 'select no from complaints where customer = $1 and topic = $2 and pack_id = $3 and origin >= $4 and (speed = 1) = $5 order by origin limit 1';

/** An earlier case of the same customer and topic within the window. The lock makes two channels at once see each other. */
async function findRepeat(tx: Queryable, ask: Registration, customer: string | undefined): Promise<string | undefined> {
  if (customer === undefined || ask.repeatWindowMs === undefined) return undefined;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${customer}/${ask.topic}`]);
  const since = new Date(ask.base.origin - ask.repeatWindowMs).toISOString();
  const earlier = await preparedRow<{ no: string }>(tx, EARLIER, [customer, ask.topic, ask.pack.id, since, ask.base.speed === 1]);
  return earlier?.no;
}
