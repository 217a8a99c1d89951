import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detailIn } from '../../../api/problems/detailIn.ts';
import { CHINESE_DETAILS } from '../../../api/problems/details/chineseDetails.ts';
import { SHAPE_DETAILS } from '../../../api/problems/details/shapeDetails.ts';
import { parseInput } from '../../../api/input/parseInput.ts';
import { Problem } from '../../../api/problems/problem.ts';
import { actionBodySchema, createComplaintSchema, listQuerySchema } from '../../../contracts/httpComplaint.ts';
import { freezeBodySchema, latenessQuerySchema, peopleQuerySchema } from '../../../contracts/httpOperations.ts';
import { simulateBodySchema } from '../../../contracts/httpPack.ts';
import { replayBodySchema } from '../../../contracts/httpReplay.ts';
import { sourceDetails } from '../../support/tools/sourceDetails.ts';

const ENTRIES = Object.entries(CHINESE_DETAILS);
const HAN = /\p{Script=Han}/u;
/** With values put in, each by its place's name. */
const filled = (sentence: string): string => sentence.replace(/\{(\w+)(?::\w+)?\}/g, '<$1>');

describe('the catalogue of details', () => {
  const said = sourceDetails(['domain', 'workflows', 'contracts', 'activities', 'client', 'api']);
  const known = new Set(Object.keys(CHINESE_DETAILS).map((english) => english.replace(/\{\w+\}/g, '{}')));
  const zods = new Set(Object.keys(SHAPE_DETAILS).map((english) => english.replace(/\{\w+\}/g, '{}')));

  it('is compared with what the sources say', () => {
    expect(said.size).toBeGreaterThan(150);
    expect([...said]).toEqual(
      expect.arrayContaining([
        'no such channel; choose one of: {}',
        'name a pack; in force are: {}',
        'send {}, not {}',
        'a whole number',
        'unknown field; known are: none',
      ]),
    );
  });
  it('has a Chinese sentence for everything that may be said', () =>
    expect([...said].filter((english) => !known.has(english))).toEqual([]));
  it('has none for what nobody says', () =>
    expect([...known].filter((english) => !said.has(english) && !zods.has(english))).toEqual([]));
  it.each(ENTRIES)('%s: is found, and keeps every value', (english, chinese) => {
    expect(chinese).toMatch(HAN);
    expect(detailIn(filled(english), 'zh')).toBe(filled(chinese));
    expect([...filled(chinese).matchAll(/<\w+>/g)].map(String).sort()).toEqual(
      [...filled(english).matchAll(/<\w+>/g)].map(String).sort(),
    );
  });
});

describe('a detail', () => {
  it('is told with its values, lists the Chinese way', () => {
    expect(detailIn('no such channel; choose one of: counter, hotline', 'zh')).toBe('没有此渠道;可选:counter、hotline');
    expect(detailIn('of the cap of 5000.00, 1000.00 is left for this customer; 2000.00 was asked', 'zh')).toBe(
      '额度上限为 5000.00,该客户剩余 1000.00;申请金额为 2000.00',
    );
    expect(detailIn('required: one of: yes, no', 'zh')).toBe('必填:其中之一:yes、no');
  });
  it('of several parts is told part by part', () => {
    const detail =
      'body: expected object, received array; /fields/colour: unknown field; known are: fee, till; /fields/a b: must be a whole number';
    expect(detailIn(detail, 'zh')).toBe(
      '请求正文:应为对象,收到的类型为列表;/fields/colour:未知字段;可用:fee、till;/fields/a b:应为整数',
    );
  });
  it('is English where no Chinese is known, and in English always', () => {
    expect(detailIn('said by a worker of tomorrow', 'zh')).toBe('said by a worker of tomorrow');
    expect(detailIn('/fields/x: said by a worker of tomorrow; /fields/y: unknown field', 'zh')).toBe(
      '/fields/x:said by a worker of tomorrow;/fields/y:未知字段',
    );
    expect(ENTRIES.filter(([english]) => detailIn(english, 'en') !== english)).toEqual([]);
  });
});

/** What is wrong with the value, as a problem has it. */
function faultsOf(schema: z.ZodType, value: unknown): NonNullable<Problem['errors']> {
  try {
    parseInput(schema, value, 'body');
  } catch (error) {
    if (error instanceof Problem) return error.errors ?? [];
    throw error;
  }
  return [];
}

describe('what a schema says', () => {
  const WRONG: readonly unknown[] = [
    null,
    undefined,
    3,
    0,
    1.5,
    1e300,
    Number.NaN,
    true,
    '',
    ' ',
    'x',
    'x'.repeat(5_000),
    [],
    [null],
    ['x'.repeat(200)],
    {},
    { odd: null },
    { ['k'.repeat(80)]: 'x' },
  ];
  const schemas = {
    createComplaintSchema,
    actionBodySchema,
    listQuerySchema,
    freezeBodySchema,
    latenessQuerySchema,
    peopleQuerySchema,
    simulateBodySchema,
    replayBodySchema,
  };
  const complainant = [
    { name: 3, phone: '12', email: 'no', idNumber: '?', representatives: [{ name: '' }] },
    { anonymous: false },
    { anonymous: true, name: 'x' },
  ];

  /** Wrong values in every place of the schema, one place at a time. */
  function allFaults(schema: z.ZodType): readonly string[] {
    const places = Object.keys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })['properties'] ?? {});
    const values = [
      ...WRONG,
      ...places.flatMap((place) => [...WRONG, ...complainant].map((wrong) => ({ [place]: wrong }))),
    ];
    return values.flatMap((value) => faultsOf(schema, value)).map((fault) => fault.detail);
  }

  it.each(Object.entries(schemas))('%s: everything in Chinese', (_, schema) => {
    const details = [...new Set(allFaults(schema))];
    expect(details.length).toBeGreaterThan(3);
    expect(
      details.filter(
        (detail) =>
          !HAN.test(detailIn(detail, 'zh')) || /expected|received|must|required|Invalid/.test(detailIn(detail, 'zh')),
      ),
    ).toEqual([]);
  });
  it('is what the catalogue has of zod', () => {
    const said = [
      ...Object.values(schemas).flatMap(allFaults),
      ...faultsOf(z.strictObject({ count: z.int() }), { count: 1.5 }).map((fault) => fault.detail),
    ];
    const words = new Set(
      said.flatMap((detail) => [
        detail,
        ...(/^expected (\w+), received (\w+)$|^required: (\w+)$/.exec(detail) ?? []).slice(1),
      ]),
    );
    if ([...words].some((word) => word?.startsWith('expected '))) words.add('expected {expected}, received {received}');
    expect(Object.keys(SHAPE_DETAILS).filter((english) => !words.has(english))).toEqual([]);
  });
});
