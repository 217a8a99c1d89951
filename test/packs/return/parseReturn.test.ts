import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packsById } from '../../../packs/figure/booksIn.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { codeListJsonSchema } from '../../../packs/return/codeListSchema.ts';
import { parseCodeList, parseReturn } from '../../../packs/return/parseReturn.ts';
import { returnJsonSchema } from '../../../packs/return/returnSchema.ts';
import { returnsIn } from '../../../packs/return/returnsIn.ts';

const authored = loadPacks('packs').map(({ pack }) => pack);
const packs = packsById(authored);
const LIST = `list: lines
title: { zh: 类, en: Lines }
versions:
  - version: '2018'
    from: 2018-01-01
    codes: { loan: { title: { zh: 贷款, en: Loans } } }
`;
const TABLE = `return: lines
kind: table
title: { zh: 表, en: Table }
axes: { business: { title: { zh: 类, en: Line }, list: lines } }
series: { outlets: { title: { zh: 网点数, en: Outlets } } }
rows: [total, 'code:business']
columns:
  received: { title: { zh: 收到, en: Received }, count: { kind: count, of: case, basis: registered } }
  share: { title: { zh: 占比, en: Share }, ratio: { of: received, over: total } }
packs: { cn-statutory: { codes: { business: [{ when: { business: loan }, code: loan }] } } }
`;

function faults(text: string): readonly string[] {
  const list = parseCodeList(LIST);
  if (!list.ok) throw new Error('the list is sound');
  const parsed = parseReturn(text, { packs, lists: { lines: list.value } });
  return parsed.ok ? [] : parsed.faults.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

it('the shipped returns have no fault', () => {
  const found: string[] = [];
  expect(returnsIn(['packs'], authored, (line) => found.push(line)).map((one) => one.return)).toEqual([
    'cfpb-complaints',
    'cn-three-axes',
    'fca-half-year',
  ]);
  expect(found).toEqual([]);
});

describe('each mistake has its line and column', () => {
  it.each([
    ['list: lines }', 'list: line }', 'unknown-list 4:55'],
    ["'code:business'", "'code:cause'", 'unknown-axis 6:15'],
    ['basis: registered', 'basis: sent', 'basis-of-another-source 8:87'],
    ['over: total', 'over: closed', 'unknown-column 9:71'],
    ['over: total', 'series: customers', 'unknown-series 9:73'],
    [
      'en: Share }, ratio',
      'en: Share }, count: { kind: count, of: case, basis: registered }, ratio',
      'column-twice 9:102',
    ],
    ['cn-statutory', 'cn-statutary', 'unknown-pack 10:10'],
    ['codes: { business:', 'codes: { cause:', 'unknown-axis 10:35'],
    ['when: { business: loan }', 'when: { business: loans }', 'unknown-code 10:66'],
    ['code: loan', 'code: loans', 'unknown-code 10:80'],
    ['[{ when: { business: loan }, code: loan }]', '[{ code: loan }, { code: loan }]', 'rule-hides 10:46'],
  ])('%s → %s', (was, is, expected) => {
    expect(faults(TABLE)).toEqual([]);
    expect(faults(TABLE.replace(was, is))).toEqual([expected]);
  });

  it('of a code that is part of one that is part of another', () => {
    const a = 'a: { title: { zh: 一, en: A }, parent: b }';
    const b = 'b: { title: { zh: 二, en: B }, parent: c }';
    const c = 'c: { title: { zh: 三, en: C } }';
    const deep = parseCodeList(`${LIST}  - { version: '2030', from: 2030-01-01, codes: { ${a}, ${b}, ${c} } }\n`);
    expect(deep.ok ? [] : deep.faults.map(({ code, line }) => `${code} ${line}`)).toEqual(['code-too-deep 7']);
  });

  it('of a code list too', () => {
    const wrong = parseCodeList(
      `${LIST}  - { version: '2018', from: 2017-01-01, codes: { a: { title: { zh: 一, en: A }, parent: b } } }\n`,
    );
    expect(wrong.ok ? [] : wrong.faults.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'version-twice 7',
      'version-order 7',
      'unknown-code 7',
    ]);
  });
});

it('a return that lists cases says of each column where it is from, or that nobody records it', () => {
  const cases = `return: list
kind: cases
title: { zh: 表, en: List }
cases: { basis: registered }
columns: { number: { title: { zh: 号, en: Number } }, name: { title: { zh: 姓名, en: Name } } }
packs: { cfpb: { columns: { number: { number: true }, name: { field: namedPerson } } } }
`;
  expect(faults(cases)).toEqual(['field-of-a-person 6:70']);
  expect(faults(cases.replace(', name: { field: namedPerson }', ''))).toEqual(['column-without-value 6:27']);
});

it.each([
  ['packs/returns/returns.schema.json', returnJsonSchema],
  ['packs/returns/codes/codes.schema.json', codeListJsonSchema],
])('%s is current', (file, schema) => {
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema())));
});
