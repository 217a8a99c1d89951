import { faultsIn } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney } from '../../../domain/fields/money.ts';
import type { FieldDef } from '../../../domain/pack/pack.ts';
import { formatField, parseFields } from '../../../domain/fields/parseFields.ts';
import { toCaseTime, toWallTime } from '../../../domain/time/timeBase.ts';
import { T0 } from '../../support/rules/specification.ts';

const defs: Record<string, FieldDef> = {
  amount: { title: 'Amount', type: 'money' },
  when: { title: 'When', type: 'instant' },
  tier: { title: 'Tier', type: 'code', list: 'tiers', default: 'plain' },
  visit: { title: 'Visit', type: 'boolean' },
  units: { title: 'Units', type: 'units' },
};
const lists = { tiers: ['plain', 'gold'] };
const parse = (raw: Record<string, unknown>): ReturnType<typeof parseFields> =>
  parseFields(defs, lists, raw, { at: T0 });

describe('fields as people give them', () => {
  it('become typed values with defaults', () => {
    expect(parse({ amount: '8000.00', when: '+6h', units: ['a'] })).toEqual({
      ok: true,
      value: { amount: 800_000, when: T0 + 6 * 3_600_000, units: ['a'], tier: 'plain' },
    });
    expect(parse({ when: '2026-11-23T10:00:00+08:00' })).toMatchObject({ value: { when: T0 + 3_600_000 } });
  });

  it.each([
    ['amount', '12.345'],
    ['amount', '-1'],
    ['amount', 'many'],
    ['when', 'tomorrow'],
    ['when', '2026-11-23T10:00:00'],
    ['when', '2026-13-45T10:00:00Z'],
    ['tier', 'silver'],
    ['visit', 'yes'],
    ['units', []],
    ['amount', { $gt: 1 }],
    ['colour', 'red'],
    ['colour', { deep: true }],
  ])('%s = %j is refused with its pointer', (name, value) => {
    const result = parse({ [name]: value });
    expect(result.ok ? undefined : faultsIn(result.rejection)[0]?.pointer).toBe(`/fields/${name}`);
  });

  it('leave in the form in which they came', () => {
    expect(formatField(defs['amount'] as FieldDef, 800_000, { origin: T0, speed: 1 })).toBe('8000.00');
    expect(formatField(defs['when'] as FieldDef, T0 + 3_600_000, { origin: T0, speed: 3600 })).toBe(
      new Date(T0 + 1000).toISOString(),
    );
  });

  it('money keeps its cents', () => {
    for (const text of ['0.00', '0.05', '10.50', '9999999999999.99'])
      expect(formatMoney(parseMoney(text) ?? -1)).toBe(text);
    expect(parseMoney(12.5)).toBe(1250);
    expect(parseMoney('')).toBeUndefined();
  });
});

describe('the time base of a drill', () => {
  it('runs fast, agrees at the origin, and never reaches a case instant early', () => {
    const base = { origin: T0, speed: 600 };
    expect(toWallTime(base, T0)).toBe(T0);
    expect(toWallTime(base, T0 + 3_600_000)).toBe(T0 + 6_000);
    for (const at of [T0 + 1, T0 + 599, T0 + 601, T0 + 123_457])
      expect(toCaseTime(base, toWallTime(base, at))).toBeGreaterThanOrEqual(at);
  });
});
