import { describe, expect, it } from 'vitest';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { HOUR, MINUTE, T0 } from '../../support/rules/specification.ts';

const intake = { channel: 'counter', unit: 'desk-a', category: 'plain' };

describe('a simulation', () => {
  it('shows what an untouched case would do, to the millisecond', () => {
    const result = simulate(ladderPack, { at: T0, intake, script: [] });
    expect(
      result.ok && result.value.rungs.map((rung) => [rung.clock, rung.rung, rung.at - T0, rung.escalatedTo]),
    ).toEqual([
      ['desk', 'due', HOUR, 'house'],
      ['reply', 'warn-75', 3 * HOUR, undefined],
      ['reply', 'due', 4 * HOUR, undefined],
      ['reply', 'after-1h', 5 * HOUR, 'group'],
    ]);
    expect(result.ok && [result.value.state.class, result.value.state.level]).toEqual(['formal', 'group']);
  });

  it('lists what the rules refuse and goes on', () => {
    const script = [
      { at: T0 + MINUTE, action: 'close' },
      { at: T0 + 2 * MINUTE, action: 'resolve', fields: { outcome: 'satisfied' } },
      { at: T0 + 3 * MINUTE, action: 'fly' },
    ];
    const result = simulate(ladderPack, { at: T0, intake, script });
    expect(result.ok && result.value.refused.map((one) => [one.index, one.code])).toEqual([
      [0, 'action-not-allowed'],
      [2, 'action-unknown'],
    ]);
    expect(result.ok && result.value.state.stage).toBe('resolved');
  });

  it('takes two different approvers by itself, and counts what is paid against the cap', () => {
    const pay = (minute: number): { at: number; action: string; fields: { amount: string } } => ({
      at: T0 + minute * MINUTE,
      action: 'pay',
      fields: { amount: '3000.00' },
    });
    const approve = (minute: number): { at: number; action: string } => ({
      at: T0 + minute * MINUTE,
      action: 'approve',
    });
    const result = simulate(ladderPack, { at: T0, intake, script: [pay(1), approve(2), approve(3), pay(4)] });
    expect(result.ok && result.value.state.steps['pay']?.count).toBe(1);
    expect(result.ok && result.value.refused).toMatchObject([{ index: 3, code: 'cap-exhausted' }]);
  });

  it('refuses an intake that the pack does not know', () => {
    expect(simulate(ladderPack, { at: T0, intake: { ...intake, channel: 'pigeon' }, script: [] })).toMatchObject({
      ok: false,
      rejection: { code: 'channel-unknown' },
    });
    expect(simulate(ladderPack, { at: T0, intake: { ...intake, category: 'promised' }, script: [] })).toMatchObject({
      ok: false,
      rejection: { code: 'field-missing' },
    });
  });
});
