import type { Intake } from '../../domain/case/command.ts';
import type { PackRef } from '../../domain/case/event.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { preparedRow, type Queryable } from '../database/database.ts';
import type { RequestKey } from '../idempotency/idempotency.ts';
import type { Reference } from '../readModel/caseView.ts';
import { ADVANCE_PARAMETERS, advancing, rowsOf } from '../log/advanceRows.ts';
import { GENESIS } from '../log/hashChain.ts';
import { blindIndex, newDataKey, newReceiptCode, seal, type Keys } from '../vault/vault.ts';

export type NewComplaint = Readonly<{
  no: string;
  pack: PackRef;
  base: TimeBase;
  customer: string | undefined;
  topic: string;
  intake: Intake;
  opened: Advance;
  /** Personal data; `undefined` when anonymous. */
  complainant?: Readonly<Record<string, unknown>> | undefined;
  demand: string;
  /** By field of the intake. */
  prose: Readonly<Record<string, string>>;
  /** Of what was done on it before it was brought in. */
  notes?: readonly Readonly<{ id: string; field: string; text: string }>[];
  /** It has ended before it came. */
  needsNoWorkflow?: boolean;
  reference?: Reference | undefined;
  /** So that a retry finds the case. */
  key?: RequestKey | undefined;
}>;

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
  'reference_system',
  'reference_index',
  'sealed_reference',
  'workflow_started_at',
  'over_at_seq',
] as const;
const [SCOPE, KEY, HASH, ...PLACES] = ['scope', 'key', 'hash', ...COLUMNS].map(
  (_, index) => `$${ADVANCE_PARAMETERS + 1 + index}`,
);

/** All in one statement. */
const REGISTER = advancing(
  'select 1 from registered',
  `registered as (insert into complaints (no, ${COLUMNS.join(', ')}) values ($1, ${PLACES.join(', ')})
    on conflict (reference_index, reference_system) do nothing returning no),
  claimed as (
    insert into idempotency_keys (scope, key, request_hash, status, body, no)
      select ${SCOPE}::text, ${KEY}::text, ${HASH}::text, 201, '{}', no from registered
    where ${SCOPE}::text is not null on conflict do nothing returning 1),`,
  ', exists (select 1 from claimed) as claimed',
);

/** `key-taken`, `reference-taken`: by another request; roll back. */
type Written = Readonly<{ kind: 'written'; receiptCode: string }> | { readonly kind: 'key-taken' | 'reference-taken' };

export async function writeComplaint(tx: Queryable, keys: Keys, ask: NewComplaint): Promise<Written> {
  const { no, pack, base, customer, topic, intake, complainant, reference } = ask;
  const identity = { no, packId: pack.id, packVersion: pack.version, base };
  const { parameters } = rowsOf({ identity, seq: 0, lastHash: GENESIS, stands: undefined }, ask.opened);
  const { key, wrapped } = newDataKey(keys, no);
  const receiptCode = newReceiptCode();
  const complaint: Readonly<Record<(typeof COLUMNS)[number], unknown>> = {
    receipt_index: blindIndex(keys, 'receipt', receiptCode),
    pack_id: pack.id,
    pack_version: pack.version,
    pack_hash: pack.hash,
    origin: new Date(base.origin),
    speed: base.speed,
    customer,
    topic,
    intake,
    registered_by: intake.actor.id,
    wrapped_key: wrapped,
    sealed_receipt: seal(key, `${no}/receipt`, receiptCode),
    sealed_complainant: complainant && seal(key, `${no}/complainant`, JSON.stringify(complainant)),
    sealed_demand: seal(key, `${no}/demand`, ask.demand),
    reference_system: reference?.system,
    reference_index: reference && blindIndex(keys, 'reference', reference.id),
    sealed_reference: reference && seal(key, `${no}/reference`, reference.id),
    workflow_started_at: ask.needsNoWorkflow === true ? new Date() : undefined,
    over_at_seq: ask.needsNoWorkflow === true ? ask.opened.state.seq : undefined,
  };
  const written = await preparedRow<{ claimed: boolean }>(tx, REGISTER, [
    ...parameters,
    ask.key?.scope,
    ask.key?.key,
    ask.key?.hash,
    ...COLUMNS.map((name) => complaint[name]),
  ]);
  if (written === undefined) return { kind: 'reference-taken' };
  if (ask.key !== undefined && !written.claimed) return { kind: 'key-taken' };
  const prose = Object.entries(ask.prose).map(([field, text]) => ({ id: `${no}/intake/${field}`, field, text }));
  for (const { id, field, text } of [...prose, ...(ask.notes ?? [])]) {
    const sealed = seal(key, id, text);
    await tx.query('insert into notes (id, no, field, sealed) values ($1, $2, $3, $4)', [id, no, field, sealed]);
  }
  return { kind: 'written', receiptCode };
}
