import { say } from '../../../language/phrase.ts';
import { told } from '../../support/rules/told.ts';
import { describe, expect, it } from 'vitest';
import { capRefusal, capExhausted, cappedAmount } from '../../../domain/decide/cap.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { Given } from '../../support/rules/specification.ts';

const plain = new Given().state;
const need = { approval: 'payment', field: 'amount', amount: 300_000, max: 500_000, already: 0, perCustomer: true };

describe('a cap', () => {
  it('is that of the customer’s tier, with what they had before this system knew them', () => {
    expect(cappedAmount(ladderPack, plain, 'pay', { amount: 5 })).toEqual({ ...need, amount: 5 });
    const gold = new Given({ fields: { tier: 'gold', before: 7_000 } }).state;
    expect(cappedAmount(ladderPack, gold, 'pay', { amount: 5 })).toEqual({
      ...need,
      amount: 5,
      max: 1_000_000,
      already: 7_000,
    });
  });

  it('is nothing when no row of it fits the customer', () => {
    const payment = {
      title: 'Payment',
      approvers: 1,
      roles: [],
      cap: { field: 'amount', perCustomer: false, limits: [{ when: { tier: 'gold' }, max: 9 }] },
    };
    const pack = { ...ladderPack, approvals: { ...ladderPack.approvals, payment } };
    expect(cappedAmount(pack, plain, 'pay', { amount: 5 })).toMatchObject({ max: 0, already: 0, perCustomer: false });
  });

  it('pays nothing to an anonymous complainant unless the pack says that each case stands by itself', () => {
    const nobody = { ...plain, anonymous: true };
    const { payment } = ladderPack.approvals;
    const cap = payment?.cap;
    if (payment === undefined || cap === undefined) throw new Error('no cap');
    const by = (anonymous: 'refuse' | 'per-case'): EnginePack => ({
      ...ladderPack,
      approvals: { ...ladderPack.approvals, payment: { ...payment, cap: { ...cap, anonymous } } },
    });
    for (const pack of [ladderPack, by('refuse')])
      for (const amount of [0, 1, 500_000])
        expect(capRefusal(cappedAmount(pack, nobody, 'pay', { amount }))?.code).toBe('anonymous-unpaid');
    expect(cappedAmount(by('per-case'), nobody, 'pay', { amount: 5 })).toEqual({ ...need, amount: 5 });
    expect(cappedAmount(by('refuse'), plain, 'pay', { amount: 5 })).toEqual({ ...need, amount: 5 });
  });

  it('concerns only gated actions with a capped approval and an amount', () => {
    expect(cappedAmount(ladderPack, plain, 'reply', { amount: 5 })).toBeUndefined();
    expect(cappedAmount(ladderPack, plain, 'promise', { amount: 5 })).toBeUndefined();
    expect(cappedAmount(ladderPack, plain, 'fly', { amount: 5 })).toBeUndefined();
    expect(cappedAmount(ladderPack, plain, 'pay', {})).toBeUndefined();
    expect(cappedAmount(ladderPack, plain, 'pay', { amount: '5' })).toBeUndefined();
  });

  it('lets exactly its amount through and not a cent more, and says what it is', () => {
    expect(capRefusal(undefined)).toBeUndefined();
    expect(capRefusal({ ...need, amount: 500_000 })).toBeUndefined();
    expect(told(capRefusal({ ...need, amount: 500_001 }))).toEqual({
      code: 'above-cap',
      detail: 'the cap is 5000.00; 5000.01 was asked',
      errors: [{ pointer: '/fields/amount', detail: 'the cap is 5000.00; 5000.01 was asked' }],
    });
  });

  it('counts what the customer had already, and says what is left', () => {
    expect(capRefusal({ ...need, already: 200_000 })).toBeUndefined();
    const detail = 'of the cap of 5000.00, 2999.99 is left for this customer; 3000.00 was asked';
    expect(told(capRefusal({ ...need, already: 200_001 }))).toEqual({
      code: 'cap-exhausted',
      detail,
      errors: [{ pointer: '/fields/amount', detail }],
    });
    expect(say(capExhausted(need, -5), 'en')).toBe(
      'of the cap of 5000.00, 0.00 is left for this customer; 3000.00 was asked',
    );
  });
});
