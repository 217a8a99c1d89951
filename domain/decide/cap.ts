/**
 * Caps on amounts: per tier, cumulative per customer. The rule is pure; the sum over a customer's cases is kept in a
 * ledger, where an amount is held from the request on.
 */

import { phrase } from '../../language/phrase.ts';
import { matches } from '../pack/condition.ts';
import type { FieldValues } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { formatMoney } from '../fields/money.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';
import { reject, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';

/** What must be held in the ledger before an action may be taken. Minor units. */
export interface CapNeed {
  readonly approval: string;
  readonly field: string;
  readonly amount: number;
  readonly max: number;
  readonly already: number;
  readonly perCustomer: boolean;
  /** The complainant is anonymous and the pack pays nothing to such: `max` is 0. */
  readonly refused?: true;
}

/** The cap that the action falls under with these fields, if any. */
export function capNeeded(
  pack: EnginePack,
  state: CaseState,
  action: string,
  fields: FieldValues,
): CapNeed | undefined {
  const approval = own(pack.actions, action)?.gate;
  const cap = approval === undefined ? undefined : own(pack.approvals, approval)?.cap;
  if (approval === undefined || cap === undefined) return undefined;
  const amount = own(fields, cap.field);
  if (typeof amount !== 'number') return undefined;
  const already = cap.already === undefined ? 0 : own(state.fields, cap.already);
  const before = typeof already === 'number' ? already : 0;
  const need = { approval, field: cap.field, amount, already: before, perCustomer: cap.perCustomer };
  if (state.anonymous && cap.anonymous !== 'per-case') return { ...need, max: 0, refused: true };
  const facts = factsOf(pack, state);
  const max = cap.limits.find((limit) => matches(limit.when, facts))?.max ?? 0;
  return { ...need, max };
}

/**
 * Refusal by the cap alone, before the ledger is asked: S1-P1 pays at most the tier's cap and never makes an exception
 * (A6).
 */
export function aboveCap(need: CapNeed | undefined): Rejection | undefined {
  if (need === undefined) return undefined;
  const pointer = `/fields/${need.field}`;
  if (need.refused === true) return reject('anonymous-unpaid', phrase('nothing-to-anonymous'), pointer).rejection;
  if (need.amount > need.max)
    return reject(
      'above-cap',
      phrase('above-cap', { max: formatMoney(need.max), amount: formatMoney(need.amount) }),
      pointer,
    ).rejection;
  return need.amount + need.already > need.max ? capExhausted(need, need.max - need.already) : undefined;
}

/** Refusal because earlier payments have used the cap up. `left` in minor units. */
export function capExhausted(need: CapNeed, left: number): Rejection {
  const said = phrase('cap-left', {
    max: formatMoney(need.max),
    left: formatMoney(Math.max(0, left)),
    amount: formatMoney(need.amount),
  });
  return reject('cap-exhausted', said, `/fields/${need.field}`).rejection;
}
