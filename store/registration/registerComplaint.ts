/**
 * Registration: number, receipt, sealed personal data, first events and read model in one transaction. After its commit
 * nothing can be lost.
 */

import type { Intake } from '../../domain/case/command.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { ADVANCE_PARAMETERS, advancing, rowsOf } from '../log/advanceRows.ts';
import { customerMarks } from './customerMarks.ts';
import type { Region } from './customerSpelling.ts';
import { preparedRow, transaction } from '../database/database.ts';
import type { Database, Queryable } from '../database/database.ts';
import { GENESIS } from '../log/hashChain.ts';
import type { RequestKey } from '../idempotency/idempotency.ts';
import { blindIndex, newDataKey, newReceiptCode, seal } from '../vault/vault.ts';
import type { Keys } from '../vault/vault.ts';

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
  /** Whose telephone numbers are written without a country code. */
  readonly region: Region;
  /** The pure opening of the case; throws to refuse, which undoes everything. */
  readonly open: (repeatOf: string | undefined, tx: Queryable) => Opened | Promise<Opened>;
  /** Taken with what is registered under it, so that the same request again finds the case. */
  readonly key?: RequestKey;
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

/** Another request was quicker to register under the key; nothing of this one is kept. */
export class KeyTaken extends Error {
  readonly key: RequestKey;
  constructor(key: RequestKey) {
    super('the key is taken');
    this.key = key;
  }
}

const COLUMNS = [
  'receipt_index',
  'pack_id',
  'pack_version',
  'pack_hash',
  'origin',
  'speed',
  'customer',
  'topic',
  'intake',
  'registered_by',
  'wrapped_key',
  'sealed_receipt',
  'sealed_complainant',
  'sealed_demand',
] as const;
const places = COLUMNS.map((_, index) => `$${ADVANCE_PARAMETERS + 1 + index}`);
const [SCOPE, KEY, HASH] = [1, 2, 3].map((further) => `$${ADVANCE_PARAMETERS + COLUMNS.length + further}`);

/** The complaint, the key of its request, its first events and its read model: one statement. */
const REGISTER = advancing(
  'select 1 from registered',
  `registered as (insert into complaints (no, ${COLUMNS.join(', ')}) values ($1, ${places.join(', ')}) returning no),
  claimed as (
    insert into idempotency_keys (scope, key, request_hash, status, body, no)
      select ${SCOPE}::text, ${KEY}::text, ${HASH}::text, 201, '{}', no from registered
    where ${SCOPE}::text is not null on conflict do nothing returning 1),`,
  ', exists (select 1 from claimed) as claimed',
);

/** Registers a complaint. Throws `KeyTaken` when another request has registered one under the same key. */
export async function registerComplaint(db: Database, keys: Keys, ask: Registration): Promise<Registered> {
  return transaction(db, async (tx) => {
    const no = await nextNumber(tx, ask);
    const customer = await customerOf(tx, keys, ask);
    const repeatOf = await findRepeat(tx, ask, customer);
    const { intake, events } = await ask.open(repeatOf, tx);
    const state = evolveAll(undefined, events);
    if (state === undefined) throw new Error('a case opens with at least one event');
    const identity = { no, packId: ask.pack.id, packVersion: ask.pack.version, base: ask.base };
    const { parameters } = rowsOf({ identity, seq: 0, lastHash: GENESIS, state: undefined }, { events, state });
    const { key, wrapped } = newDataKey(keys, no);
    const receiptCode = newReceiptCode();
    const complaint: Readonly<Record<(typeof COLUMNS)[number], unknown>> = {
      receipt_index: blindIndex(keys, 'receipt', receiptCode),
      pack_id: ask.pack.id,
      pack_version: ask.pack.version,
      pack_hash: ask.pack.hash,
      origin: new Date(ask.base.origin).toISOString(),
      speed: ask.base.speed,
      customer: customer ?? null,
      topic: ask.topic,
      intake: JSON.stringify(intake),
      registered_by: ask.registeredBy,
      wrapped_key: wrapped,
      sealed_receipt: seal(key, `${no}/receipt`, receiptCode),
      sealed_complainant:
        ask.complainant === undefined ? null : seal(key, `${no}/complainant`, JSON.stringify(ask.complainant)),
      sealed_demand: seal(key, `${no}/demand`, ask.demand),
    };
    const request = [ask.key?.scope ?? null, ask.key?.key ?? null, ask.key?.hash ?? null];
    const written = await preparedRow<{ claimed: boolean }>(tx, REGISTER, [
      ...parameters,
      ...COLUMNS.map((name) => complaint[name]),
      ...request,
    ]);
    if (ask.key !== undefined && written?.claimed !== true) throw new KeyTaken(ask.key);
    for (const [field, text] of Object.entries(ask.prose)) {
      await tx.query('insert into notes (id, no, field, sealed) values ($1, $2, $3, $4)', [
        `${no}/intake/${field}`,
        no,
        field,
        seal(key, `${no}/intake/${field}`, text),
      ]);
    }
    return { no, receiptCode, intake, state };
  });
}

/** `20261123-000001`; rehearsals begin with D. */
async function nextNumber(tx: Queryable, ask: Registration): Promise<string> {
  const next = await preparedRow<{ n: number }>(tx, "select nextval('complaint_numbers') as n", []);
  const day = dateIn(ask.base.origin, ask.zone).replaceAll('-', '');
  return `${ask.base.speed === 1 ? '' : 'D'}${day}-${String(next?.n ?? 0).padStart(6, '0')}`;
}

/** The second lock makes two channels at once see each other. */
const CUSTOMER = `select customer, pg_advisory_xact_lock(hashtextextended(customer || '/' || $2::text, 1))
    from customer_of($1::text[]) as customer`;

/**
 * Whom the complaint is from, locked together with its topic until the end where repeats are looked for; `undefined`
 * when nobody can tell.
 */
async function customerOf(tx: Queryable, keys: Keys, ask: Registration): Promise<string | undefined> {
  const marks = ask.complainant === undefined ? [] : customerMarks(keys, ask.region, ask.complainant);
  if (marks.length === 0) return undefined;
  const topic = ask.repeatWindowMs === undefined ? null : ask.topic;
  return (await preparedRow<{ customer: string }>(tx, CUSTOMER, [marks, topic]))?.customer;
}

const EARLIER = `select no from complaints where customer = $1 and topic = $2 and pack_id = $3 and origin >= $4
    and (speed = 1) = $5 order by origin limit 1`;

/** An earlier case of the same customer and topic within the window. */
async function findRepeat(tx: Queryable, ask: Registration, customer: string | undefined): Promise<string | undefined> {
  if (customer === undefined || ask.repeatWindowMs === undefined) return undefined;
  const since = new Date(ask.base.origin - ask.repeatWindowMs).toISOString();
  const earlier = await preparedRow<{ no: string }>(tx, EARLIER, [
    customer,
    ask.topic,
    ask.pack.id,
    since,
    ask.base.speed === 1,
  ]);
  return earlier?.no;
}
