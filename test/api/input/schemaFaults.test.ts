import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaFaults } from '../../../api/input/parseInput.ts';
import { actionBodySchema, createComplaintSchema, listQuerySchema } from '../../../contracts/http/httpComplaint.ts';
import { freezeBodySchema, latenessQuerySchema, peopleQuerySchema } from '../../../contracts/http/httpOperations.ts';
import { simulateBodySchema } from '../../../contracts/http/httpPack.ts';
import { whatIfBodySchema } from '../../../contracts/http/httpWhatIf.ts';
import type { Rejection } from '../../../domain/case/rejection.ts';
import { say } from '../../../language/phrase.ts';

const HAN = /\p{Script=Han}/u;

function faultsOf(schema: z.ZodType, value: unknown): readonly Rejection[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : schemaFaults(result.error);
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
    whatIfBodySchema,
  };
  const complainant = [
    { name: 3, phone: '12', email: 'no', idNumber: '?', representatives: [{ name: '' }] },
    { anonymous: false },
    { anonymous: true, name: 'x' },
  ];

  /** Wrong values in every place of the schema, one place at a time. */
  function allFaults(schema: z.ZodType): readonly Rejection[] {
    const places = Object.keys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })['properties'] ?? {});
    const values = [
      ...WRONG,
      ...places.flatMap((place) => [...WRONG, ...complainant].map((wrong) => ({ [place]: wrong }))),
    ];
    return values.flatMap((value) => faultsOf(schema, value));
  }

  it.each(Object.entries(schemas))('%s: everything in both languages', (_, schema) => {
    const faults = allFaults(schema);
    const chinese = new Set(faults.map((fault) => say(fault, 'zh')));
    expect(chinese.size).toBeGreaterThan(3);
    expect(
      [...chinese].filter((text) => !HAN.test(text) || /expected|received|must|required|Invalid|\{/.test(text)),
    ).toEqual([]);
    expect(faults.map((fault) => say(fault, 'en')).filter((text) => HAN.test(text) || /[{[]/.test(text))).toEqual([]);
  });
  it('says which kind of value was meant, and which was given', () => {
    const schema = z.strictObject({ count: z.int(), name: z.string(), list: z.array(z.string()) });
    const faults = faultsOf(schema, { count: 1.5, list: null, odd: 1 });
    expect(faults.map((fault) => [fault.code, fault.pointer, say(fault, 'en'), say(fault, 'zh')])).toEqual([
      ['field-invalid', '/count', 'expected int, received number', '应为整数,收到的类型为数字'],
      ['field-missing', '/name', 'required: string', '必填:文字'],
      ['field-invalid', '/list', 'expected array, received null', '应为列表,收到的类型为空值'],
      ['field-unknown', '/odd', 'unknown field', '未知字段'],
    ]);
  });
});
