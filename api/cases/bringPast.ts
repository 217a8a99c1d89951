import { ok, type Result } from '../../domain/case/rejection.ts';
import type { Actor } from '../../domain/case/event.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import { livePast } from '../../domain/whatif/livePast.ts';
import { WhatIfLedger, type LedgerEntry } from '../../domain/whatif/whatIfLedger.ts';
import type { Queryable } from '../../store/database/database.ts';
import { usedAmounts } from '../../store/log/reservations.ts';
import type { ReadAction } from './readPast.ts';

/** A past as it goes into the database. */
export type BroughtPast = Readonly<{
  life: Advance;
  notes: readonly Readonly<{ id: string; field: string; text: string }>[];
  /** Amounts held under caps, by key. */
  held: readonly (LedgerEntry & { readonly key: string })[];
}>;

/** Lives what was done on the case `no` by the rules, within what the customer has left of each cap. */
export async function bringPast(
  tx: Queryable,
  engine: EnginePack,
  past: Readonly<{
    no: string;
    customer: string | undefined;
    opened: Advance;
    actions: readonly ReadAction[];
    actor: Actor;
  }>,
): Promise<Result<BroughtPast>> {
  const { no, opened, actor, actions: read } = past;
  const notes: { id: string; field: string; text: string }[] = [];
  const actions = read.map(({ prose, note, fields, ...action }, index) => {
    const id = `past-${index}`;
    const idOf = (field: string): string => `${no}/${id}/${field}`;
    const texts = [...(note === undefined ? [] : [['note', note] as const]), ...Object.entries(prose)];
    const sealed = texts.map(([field, text]) => ({ id: idOf(field), field, text }));
    notes.push(...sealed);
    const ids = Object.fromEntries(Object.keys(prose).map((field) => [field, idOf(field)]));
    return { ...action, id, fields: { ...fields, ...ids }, notes: sealed.map((one) => one.id) };
  });
  const customer = past.customer ?? no;
  const ledger = new WhatIfLedger();
  const capped = cappedApprovals(engine, read);
  if (past.customer !== undefined && capped.length > 0)
    for (const entry of await usedAmounts(tx, { customer, packId: engine.id, approvals: capped }))
      ledger.hold(customer, entry.approval, entry);
  const life = livePast(engine, { no, customer, ledger, opened, actions, now: Date.now(), actor });
  if (!life.ok) return life;
  const held = ledger.entriesOf(customer).filter(({ key }) => key.startsWith(`${no}/`));
  return ok({ life: life.value, notes, held });
}

/** Caps that these actions may fall under. */
function cappedApprovals(engine: EnginePack, actions: readonly ReadAction[]): readonly string[] {
  const gates = actions.flatMap(({ action }) => own(engine.actions, action)?.gate ?? []);
  return [...new Set(gates)].filter((gate) => own(engine.approvals, gate)?.cap !== undefined);
}
