/** Caps on amounts, over all cases of a customer. The ledger sets an amount aside from the request on. */

import { phrase } from '../../language/phrase.ts';
import type { FieldValues } from '../case/event.ts';
import { factsOf } from '../case/facts.ts';
import { refusal, type Rejection } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { formatMoney } from '../fields/money.ts';
import { matches } from '../pack/condition.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';

/** To be set aside before the action. Minor units. */
export type CappedAmount = Readonly<{
  approval: string;
  field: string;
  amount: number;
  max: number;
  already: number;
  perCustomer: boolean;
  /** The pack pays nothing to anonymous complainants: `max` is 0. */
  refused?: true;
}>;

/** The cap that the action falls under, if any. */
export function cappedAmount(
  pack: EnginePack,
  state: CaseState,
  action: string,
  fields: FieldValues,
): CappedAmount | undefined {
  const approval = own(pack.actions, action)?.gate;
  const cap = approval === undefined ? undefined : own(pack.approvals, approval)?.cap;
  const amount = cap === undefined ? undefined : own(fields, cap.field);
  if (approval === undefined || cap === undefined || typeof amount !== 'number') return undefined;
  const { field, perCustomer } = cap;
  const paid = cap.already === undefined ? 0 : own(state.fields, cap.already);
  const need = { approval, field, amount, already: typeof paid === 'number' ? paid : 0, perCustomer };
  if (state.anonymous && cap.anonymous !== 'per-case') return { ...need, max: 0, refused: true };
  const facts = factsOf(pack, state);
  return { ...need, max: cap.limits.find((limit) => matches(limit.when, facts))?.max ?? 0 };
}

/** Before the ledger is asked: S1-P1 pays at most the cap of the tier, without exception (A6). */
export function capRefusal(need: CappedAmount | undefined): Rejection | undefined {
  if (need === undefined) return undefined;
  const { field, amount, max, already, refused } = need;
  const pointer = `/fields/${field}`;
  if (refused === true) return refusal('anonymous-unpaid', phrase('nothing-to-anonymous'), pointer);
  if (amount > max) {
    const said = phrase('above-cap', { max: formatMoney(max), amount: formatMoney(amount) });
    return refusal('above-cap', said, pointer);
  }
  return amount + already > max ? capExhausted(need, max - already) : undefined;
}

/** Earlier payments used the cap up. `left` in minor units. */
export function capExhausted({ field, amount, max }: CappedAmount, left: number): Rejection {
  const said = phrase('cap-left', {
    max: formatMoney(max),
    left: formatMoney(Math.max(0, left)),
    amount: formatMoney(amount),
  });
  return refusal('cap-exhausted', said, `/fields/${field}`);
}
