import { say } from '../../../language/phrase.ts';
import { told } from '../../support/rules/told.ts';
import { describe, expect, it } from 'vitest';
import { checkFields, expected, pointerTo } from '../../../domain/fields/checkFields.ts';
import { parseDuration } from '../../../domain/time/duration.ts';
import type { FieldValue } from '../../../domain/case/event.ts';
import { parseInstant } from '../../../domain/time/instant.ts';
import { formatMoney, parseMoney } from '../../../domain/fields/money.ts';
import type { FieldDef } from '../../../domain/pack/pack.ts';
import { formatField, parseFields } from '../../../domain/fields/parseFields.ts';
import { toCaseTime, toWallTime } from '../../../domain/time/timeBase.ts';
import { T0 } from '../../support/rules/specification.ts';

const lists = { tiers: ['plain', 'gold'] };
const def = (type: FieldDef['type'], over: Partial<FieldDef> = {}): FieldDef => ({ title: 'A field', type, ...over });
const listed = { list: 'tiers' };

/** Whether a value is let through by a definition. */
const fits = (one: FieldDef, value: FieldValue): boolean =>
  checkFields({ it: one }, lists, { it: value }) === undefined;

describe('each kind of field takes its own values and no other', () => {
  it.each<readonly [kind: string, one: FieldDef, right: readonly FieldValue[], wrong: readonly FieldValue[]]>([
    ['boolean', def('boolean'), [true, false], ['true', 1]],
    ['integer', def('integer'), [0, -3, 7], [1.5, '7', true]],
    ['money', def('money'), [0, 800_000], [-1, 0.5, '8000.00']],
    ['instant', def('instant'), [0, T0], [T0 + 0.5, '2026-11-23']],
    ['code', def('code'), ['anything'], [3, true, ['anything']]],
    ['code of a list', def('code', listed), ['plain', 'gold'], ['silver', 3]],
    ['code of a list that is gone', def('code', { list: 'lost' }), [], ['plain']],
    ['codes', def('codes'), [[], ['a', 'b']], ['a', true]],
    ['codes of a list', def('codes', listed), [[], ['gold', 'plain']], [['gold', 'silver'], 'gold']],
    ['units', def('units'), [['a'], ['a', 'b']], [[], [''], ['a', ''], 'a']],
    [
      'person',
      def('person'),
      ['a', 'A-1', 'dept/person.7', 'x:1_2', 'a'.repeat(120)],
      ['', '-a', 'two words', '李某', 'a'.repeat(121), 3, true],
    ],
    ['note', def('note'), ['note/1'], ['Somebody was rude to me']],
  ])('%s', (_kind, one, right, wrong) => {
    expect(right.filter((value) => !fits(one, value))).toStrictEqual([]);
    expect(wrong.filter((value) => fits(one, value))).toStrictEqual([]);
  });

  it('and says in words what would be right', () => {
    expect(
      [
        def('boolean'),
        def('integer'),
        def('money'),
        def('instant'),
        def('code'),
        def('code', listed),
        def('code', { list: 'lost' }),
        def('codes'),
        def('codes', listed),
        def('codes', { list: 'lost' }),
        def('units'),
        def('text'),
      ].map((one) => say(expected(one, lists), 'en')),
    ).toStrictEqual([
      'true or false',
      'a whole number',
      'an amount such as "8000.00"',
      'an instant such as 2026-11-23T18:00:00+08:00, or +6h',
      'a code',
      'one of: plain, gold',
      'one of: ',
      'a list of codes',
      'a list of: plain, gold',
      'a list of: ',
      'a list of unit ids',
      'a reference: letters, digits and . _ : / -, at most 120',
    ]);
  });
});

describe('a refusal of fields', () => {
  it('names every fault, with the code of the first and a pointer for each', () => {
    const defs = { visit: def('boolean', { required: true }), tier: def('code', listed), amount: def('money') };
    const unknown = 'unknown field; known are: visit, tier, amount';
    expect(told(checkFields(defs, lists, { colour: 'red', tier: 'silver', amount: 5 }))).toStrictEqual({
      code: 'field-unknown',
      detail:
        `/fields/colour: ${unknown}; /fields/visit: required: true or false; /fields/tier: must be one of: ` +
        `plain, gold`,
      errors: [
        { pointer: '/fields/colour', detail: unknown },
        { pointer: '/fields/visit', detail: 'required: true or false' },
        { pointer: '/fields/tier', detail: 'must be one of: plain, gold' },
      ],
    });
    expect(checkFields(defs, lists, { visit: true })).toBeUndefined();
    expect(checkFields(defs, lists, {})?.code).toBe('field-missing');
    expect(checkFields(defs, lists, { visit: 1 })?.code).toBe('field-invalid');
  });

  it('says that there are none where an action takes no fields, whatever an object has of itself', () => {
    expect(told(checkFields({}, lists, { toString: 'x' }))).toMatchObject({
      detail: '/fields/toString: unknown field; known are: none',
    });
  });

  it('points at a field whatever characters its name has', () => {
    expect(pointerTo('a/b~c/d~')).toBe('/fields/a~1b~0c~1d~0');
  });
});

describe('fields that come from outside', () => {
  const defs = {
    amount: def('money'),
    when: def('instant'),
    count: def('integer'),
    units: def('units'),
    tier: def('code', { list: 'tiers', default: 'plain' }),
  };
  const parse = (raw: Readonly<Record<string, unknown>>): ReturnType<typeof parseFields> =>
    parseFields(defs, lists, raw, { at: T0 });

  it('become typed values with defaults', () => {
    expect(parse({ amount: '8000.00', when: '+6h', units: ['a'] })).toEqual({
      ok: true,
      value: { amount: 800_000, when: T0 + 6 * 3_600_000, units: ['a'], tier: 'plain' },
    });
  });

  it('that cannot be read are refused with what would be right', () => {
    expect(told(parse({ amount: 'many' }))).toStrictEqual({
      ok: false,
      rejection: {
        code: 'field-invalid',
        detail: '/fields/amount: must be an amount such as "8000.00"',
        errors: [{ pointer: '/fields/amount', detail: 'must be an amount such as "8000.00"' }],
      },
    });
    expect(told(parse({ colour: { deep: true } }))).toMatchObject({
      rejection: { errors: [{ detail: 'must be a known field' }] },
    });
    expect(parse({ when: 1_764_000_000_000 })).toMatchObject({ rejection: { code: 'field-invalid' } });
    expect(parse({ count: Number.NaN })).toMatchObject({ rejection: { code: 'field-invalid' } });
    expect(parse({ count: Number.POSITIVE_INFINITY })).toMatchObject({ rejection: { code: 'field-invalid' } });
    expect(parse({ units: ['a', 3] })).toMatchObject({ rejection: { code: 'field-invalid' } });
    for (const odd of [Number.NaN, ['a', 3], { deep: true }, null])
      expect(told(parse({ colour: odd }))).toMatchObject({
        rejection: { errors: [{ detail: 'must be a known field' }] },
      });
    expect(told(parse({ constructor: { deep: true } }))).toMatchObject({
      rejection: { errors: [{ pointer: '/fields/constructor', detail: 'must be a known field' }] },
    });
  });

  it('that are left open are as good as not given, and a default is filled in only for what is not there', () => {
    expect(parse({ amount: undefined })).toStrictEqual({ ok: true, value: { tier: 'plain' } });
    expect(parse({ tier: 'gold', count: 3 })).toStrictEqual({ ok: true, value: { tier: 'gold', count: 3 } });
  });

  it('leave as they came: money as a decimal, instants on the wall clock, all else unchanged', () => {
    const base = { origin: T0, speed: 1 };
    expect(formatField(def('money'), 5, base)).toBe('0.05');
    expect(formatField(def('instant'), T0, base)).toBe('2026-11-23T01:00:00.000Z');
    expect([
      formatField(def('integer'), 5, base),
      formatField(def('money'), 'sealed', base),
      formatField(def('instant'), 'sealed', base),
    ]).toStrictEqual([5, 'sealed', 'sealed']);
  });
});

describe('an amount', () => {
  it('has at most two decimals and thirteen digits, and nothing around it', () => {
    expect(['8', '8.5', '8.50', '0.07', '9999999999999'].map(parseMoney)).toStrictEqual([
      800, 850, 850, 7, 999_999_999_999_900,
    ]);
    expect(
      ['8.', '.5', '8.505', ' 8', '8 ', '+8', '1e3', '12345678901234', 'x8', '8x'].filter(
        (text) => parseMoney(text) !== undefined,
      ),
    ).toStrictEqual([]);
    expect([
      parseMoney(8),
      parseMoney(8.5),
      parseMoney(8.505),
      parseMoney(true),
      parseMoney(undefined),
      parseMoney(['8']),
    ]).toStrictEqual([800, 850, undefined, undefined, undefined, undefined]);
    expect([formatMoney(-150), formatMoney(100), formatMoney(7)]).toStrictEqual(['-1.50', '1.00', '0.07']);
  });
});

describe('a moment', () => {
  it('is given with its offset from UTC, or as a span from now', () => {
    expect(parseInstant('2026-11-23T09:00:00+08:00', 0)).toBe(T0);
    expect(parseInstant('2026-11-23T09:00+08:00', 0)).toBe(T0);
    expect(parseInstant('2026-11-23T01:00:00.250Z', 0)).toBe(T0 + 250);
    expect(parseInstant('+90m', T0)).toBe(T0 + 5_400_000);
    expect(parseInstant('2028-02-29T00:00:00+15:59', 0)).toBe(Date.UTC(2028, 1, 29) - 959 * 60_000);
    const wrong = [
      '+',
      '+6',
      '6h',
      '2026-11-23',
      '2026-11-23T09:00:00',
      '2026-11-23T09+08:00',
      'x2026-11-23T09:00:00Z',
      '2026-11-23T09:00:00Zx',
      '2026-13-01T09:00:00Z',
      '2026-02-30T09:00:00Z',
      '2100-02-29T09:00:00Z',
      '2026-11-23T24:00:00Z',
      '2026-11-23T09:00:60Z',
      '0000-01-01T00:00:00Z',
      '1899-12-31T23:59:59Z',
      '3000-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2026-11-23T09:00:00+16:00',
      '2026-11-23T09:00:00-23:59',
      '2026-11-23T09:00:00+08:60',
      '+999999d',
    ];
    expect(wrong.filter((text) => parseInstant(text, T0) !== undefined)).toStrictEqual([]);
  });

  it('a span is a whole number of one unit', () => {
    expect(['5s', '5m', '5min', '5h', '5d', '123456s'].map(parseDuration)).toStrictEqual([
      5_000, 300_000, 300_000, 18_000_000, 432_000_000, 123_456_000,
    ]);
    expect(
      ['5', 'h', '5w', '1234567s', '-5h', '5 h', 'x5h', '5hx', '1.5h'].filter(
        (text) => parseDuration(text) !== undefined,
      ),
    ).toStrictEqual([]);
  });

  it('of a drill is whole milliseconds on both clocks, and the wall clock is never early', () => {
    const drill = { origin: T0, speed: 600 };
    expect([
      toWallTime(drill, T0 + 1),
      toWallTime(drill, T0 + 600),
      toCaseTime(drill, T0 + 2),
      toCaseTime({ origin: T0, speed: 1.5 }, T0 + 1),
    ]).toStrictEqual([T0 + 1, T0 + 1, T0 + 1_200, T0 + 1]);
    expect([toWallTime({ origin: 5, speed: 1 }, T0), toCaseTime({ origin: 5, speed: 1 }, T0)]).toStrictEqual([T0, T0]);
  });
});
