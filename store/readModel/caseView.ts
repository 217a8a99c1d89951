import type { PackRef } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { preparedRow, row, type Queryable } from '../database/database.ts';
import type { RequestKey } from '../idempotency/idempotency.ts';
import { blindIndex, unsealField, type Keys } from '../vault/vault.ts';
import { BASE, OPENED_UNDER, PACK } from './caseColumns.ts';
import type { StartableCase } from './startableCase.ts';

/** What another system calls it. */
export type Reference = Readonly<{ system: string; id: string }>;

/** `pack`: in force for it. */
export interface CaseView extends StartableCase {
  readonly openedUnder: PackRef;
  readonly state: CaseState;
  readonly receiptCode: string | undefined;
  readonly reference: Reference | undefined;
  readonly workflowStarted: boolean;
}

type Row = Omit<CaseView, 'receiptCode' | 'reference'> &
  Readonly<{ key: Buffer | null; receipt: Buffer; system: string | null; referenceId: Buffer | null }>;

const SELECT = `select c.no, ${PACK} as pack, ${OPENED_UNDER} as "openedUnder", ${BASE} as base, v.state, c.intake,
  c.workflow_started_at is not null as "workflowStarted", c.wrapped_key as key, c.sealed_receipt as receipt,
  c.reference_system as system, c.sealed_reference as "referenceId"
  from complaints c join cases v on v.no = c.no`;

const ONE = `${SELECT} where c.no = $1`;

export async function readCase(db: Queryable, keys: Keys, no: string): Promise<CaseView | undefined> {
  const found = await preparedRow<Row>(db, ONE, [no]);
  return found && viewOf(keys, found);
}

const CLAIM = `
  with claimed as (
    insert into idempotency_keys (scope, key, request_hash) select $2, $3, $4 where exists (select 1
      from complaints where no = $1) on conflict do nothing returning 1)
  select one.*, exists (select 1 from claimed) as claimed from (${ONE}) as one`;

/** Also takes a request's key. `claimed` is false when it is taken. */
export async function readCaseAndClaim(
  db: Queryable,
  keys: Keys,
  no: string,
  { scope, key, hash }: RequestKey,
): Promise<Readonly<{ view: CaseView; claimed: boolean }> | undefined> {
  const found = await preparedRow<Row & { readonly claimed: boolean }>(db, CLAIM, [no, scope, key, hash]);
  if (found === undefined) return undefined;
  const { claimed, ...one } = found;
  return { view: viewOf(keys, one), claimed };
}

/** What is kept of the answer to an action; the log has the rest. */
export type KeptOutcome = Readonly<{
  /** Last event in the answer. */
  seq: number;
  /** The approval that the action waits for. */
  pending?: string;
}>;

const KEEP = `
  with kept as (
    update idempotency_keys set status = 200, no = $1,
      body = jsonb_strip_nulls(jsonb_build_object(
        'seq', (select v.state->'seq' from cases v where v.no = $1), 'pending', $4::text))
    where scope = $2 and key = $3 and status is null)
  ${ONE}`;

/** After an action; also keeps its answer under the request's key. */
export async function readCaseAndKeep(
  db: Queryable,
  keys: Keys,
  no: string,
  { scope, key }: RequestKey,
  pending: string | undefined,
): Promise<CaseView | undefined> {
  const found = await preparedRow<Row>(db, KEEP, [no, scope, key, pending]);
  return found && viewOf(keys, found);
}

/** By the receipt code's keyed hash. */
export async function readCaseByReceipt(
  db: Queryable,
  keys: Keys,
  receiptIndex: string,
): Promise<CaseView | undefined> {
  const found = await row<Row>(db, `${SELECT} where c.receipt_index = $1`, [receiptIndex]);
  return found && viewOf(keys, found);
}

/** The number of the case that a system calls so. */
export async function numberByReference(
  db: Queryable,
  keys: Keys,
  { system, id }: Reference,
): Promise<string | undefined> {
  const found = await preparedRow<{ no: string }>(
    db,
    'select no from complaints where reference_index = $1 and reference_system = $2',
    [blindIndex(keys, 'reference', id), system],
  );
  return found?.no;
}

export async function markWorkflowsStarted(db: Queryable, numbers: readonly string[]): Promise<void> {
  await db.query(
    `update complaints set workflow_started_at = now(), workflow_stopped_at = null, start_fault = null
      where no = any($1::text[]) and workflow_started_at is null`,
    [numbers],
  );
}

function viewOf(keys: Keys, { key, receipt, system, referenceId, ...view }: Row): CaseView {
  const opened = (field: string, sealed: Buffer): string | undefined =>
    key === null ? undefined : unsealField(keys, view.no, key, field, sealed);
  const id = referenceId === null ? undefined : opened('reference', referenceId);
  return {
    ...view,
    receiptCode: opened('receipt', receipt),
    reference: id === undefined || system === null ? undefined : { system, id },
  };
}
