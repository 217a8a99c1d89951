import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packsById } from '../../../packs/figure/booksIn.ts';
import { bookJsonSchema } from '../../../packs/figure/figureSchema.ts';
import { parseBook } from '../../../packs/figure/parseBook.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';

const packs = packsById(loadPacks('packs').map(({ pack }) => pack));

const HEAD = `pack: cutover-emergency
surveys:
  satisfaction: { title: { zh: 满意度, en: Satisfaction }, scale: 5, satisfiedFrom: 4, items: { care: { title: { zh: 关怀, en: Care }, dimension: E } } }
series: { headcount: { title: { zh: 人数, en: Headcount } } }
bands: { response: { from: registered, to: steps.reply, hours: [1, 4] } }
figures:
`;
const figure = (id: string, lines: string): string =>
  `  ${id}:\n    title: { zh: 名, en: Name }\n    says: { zh: 说, en: Says }\n${lines.replaceAll(/^/gm, '    ')}\n`;
/** Of a figure with these lines: each fault, and what stands at its line and column. */
const faultsOf = (...lines: readonly string[]): readonly string[] => {
  const parsed = parseBook(HEAD + figure('X', lines.join('\n')), packs);
  if (parsed.ok) return [];
  const text = (HEAD + figure('X', lines.join('\n'))).split('\n');
  return parsed.faults.map(({ line, column, code }) => `${code}: ${text[line - 1]?.slice(column - 1).slice(0, 10)}`);
};
const SHARE = ['kind: share', 'of: clock', 'basis: due', 'clocks: [reply]'];

it('takes a sound book, and its hash changes with its content and not with the order of its keys', () => {
  const text = HEAD + figure('X', [...SHARE, 'condition: { met: true }'].join('\n'));
  const turned = HEAD + figure('X', [...SHARE.toReversed(), 'condition: { met: true }'].join('\n'));
  const parsed = [text, turned, text.replace('[1, 4]', '[1, 5]')].map((one) => parseBook(one, packs));
  const hashes = parsed.map((one) => (one.ok ? one.value.hash : one.faults));
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[2]).not.toEqual(hashes[0]);
});

const MISTAKES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'a part of another source',
    ['kind: count', 'of: step', 'basis: recorded', 'by: [department]'],
    ['dimension-of-another-source: department'],
  ],
  ['a clock word for a step', ['kind: count', 'of: step', 'basis: recorded', 'due: first'], ['only-of-clocks: first']],
  [
    'a clock judged later',
    ['kind: count', 'of: clock', 'basis: due', 'judgedAfter: { minutes: 5 }'],
    ['judged-without-moment: { minutes:'],
  ],
  [
    'a case judged twice',
    ['kind: count', 'of: case', 'basis: registered', 'judgedAfter: { minutes: 5 }', 'grace: { days: 1 }'],
    ['judged-twice: { days: 1 '],
  ],
  [
    'a duration of an item',
    ['kind: duration', 'of: item', 'basis: recorded', 'from: registered', 'to: ended'],
    ['duration-without-case: item'],
  ],
  ['a share without a condition', SHARE, ['missing: title: { z']],
  ['a kind that is none', ['kind: quota'], ['wrong-value: quota']],
  ['a fact of another source', [...SHARE, 'condition: { substantive: true }'], ['unknown-fact: substantiv']],
  [
    'a fact of its case that is none',
    [...SHARE, 'condition: { case: { categry: atm } }'],
    ['unknown-fact: categry: a'],
  ],
  [
    'a category that is none',
    [...SHARE, 'condition: { case: { any: [{ category: amt }] } }'],
    ['unknown-category: amt }] } }'],
  ],
  ['a clock that is none', ['kind: count', 'of: clock', 'basis: due', 'clocks: [repply]'], ['unknown-clock: repply]']],
  ['a moment of another source', ['kind: count', 'of: case', 'basis: sent'], ['basis-of-another-source: sent']],
  ['a case that is due by no clock', ['kind: count', 'of: case', 'basis: due'], ['due-without-clocks: due']],
  [
    'clocks of a step',
    ['kind: count', 'of: step', 'basis: recorded', 'clocks: [reply]'],
    ['clocks-without-due: [reply]'],
  ],
  [
    'a stock with grace',
    ['kind: count', 'of: case', 'basis: at', 'grace: { days: 3 }'],
    ['grace-of-stock: { days: 3 '],
  ],
  ['a stock by month', ['kind: count', 'of: case', 'basis: at', 'by: [unit, month]'], ['stock-by-time: month]']],
  [
    'a field that is none',
    ['kind: count', 'of: case', 'basis: registered', "by: ['field:teir']"],
    ["unknown-field: 'field:tei"],
  ],
  [
    'a band that is none',
    ['kind: count', 'of: case', 'basis: registered', "by: ['band:x']"],
    ["unknown-band: 'band:x']"],
  ],
  [
    'a sum of what is no number',
    ['kind: sum', 'of: step', 'basis: recorded', 'field: verdict'],
    ['unknown-field: verdict'],
  ],
  [
    'different subjects of cases',
    ['kind: count', 'of: case', 'basis: registered', 'distinct: subject'],
    ['distinct-of-another-source: subject'],
  ],
  [
    'a step that is none',
    ['kind: duration', 'of: case', 'basis: closed-first', 'from: accepted', 'to: steps.replay'],
    ['unknown-step: steps.repl'],
  ],
  [
    'a quotient by an unknown series',
    ['kind: per', 'numerator: { figure: X }', 'denominator: { series: heads, take: mean }'],
    ['figure-circle: X:', 'unknown-series: heads, tak'],
  ],
  [
    'a change of itself',
    ['kind: change', 'figure: X', 'against: { period: previous }', 'shown: points'],
    ['figure-circle: X:', 'figure-of-change: X'],
  ],
  ['a variant that is none', [...SHARE, 'condition: { met: true }', 'variants: [Y]'], ['unknown-figure: Y]']],
  [
    'a target that nothing reaches',
    [...SHARE, 'condition: { met: true }', 'target: { min: 1, max: 0 }'],
    ['target-empty: { min: 1, '],
  ],
];

it.each(MISTAKES)('says line and column of %s', (_, lines, faults) => expect(faultsOf(...lines)).toEqual(faults));

it('says where the surveys and bands of a book are wrong', () => {
  const text = HEAD.replace('satisfiedFrom: 4', 'satisfiedFrom: 6').replace('[1, 4]', '[4, 1]');
  const parsed = parseBook(text + figure('X', 'kind: count\nof: case\nbasis: at'), packs);
  const codes = parsed.ok ? [] : parsed.faults.map(({ code, line }) => `${line} ${code}`);
  expect(codes).toEqual(['3 satisfied-above-scale', '5 band-order']);
});

it('says where a survey names a step that is none, or one that records no answer', () => {
  const codes = ['satisfy', 'reply'].flatMap((step) => {
    const text = HEAD.replace('satisfiedFrom: 4', `satisfiedFrom: 4, step: ${step}`);
    const parsed = parseBook(text + figure('X', 'kind: count\nof: case\nbasis: at'), packs);
    return parsed.ok ? [] : parsed.faults.map(({ code, line }) => `${line} ${code}`);
  });
  expect(codes).toEqual(['3 unknown-step', '3 survey-step-lacks']);
});

it('knows a mistake for every code that a check of figures can name', () => {
  const checks = readdirSync('packs/figure').filter((name) => name.startsWith('check'));
  const named = checks.flatMap((name) =>
    [...readFileSync(`packs/figure/${name}`, 'utf8').matchAll(/\bwrong(?:Key)?\(\s*'([a-z-]+)'/g)].map(
      ([, code]) => code,
    ),
  );
  const known = [
    ...MISTAKES.flatMap(([, , faults]) => faults.map((fault) => fault.split(':')[0])),
    'satisfied-above-scale',
    'band-order',
    'survey-step-lacks',
  ];
  expect(named.filter((code) => !known.includes(code))).toEqual([]);
});

it('says which packs there are where a book is of none', () => {
  const parsed = parseBook(
    HEAD.replace('cutover-emergency', 'cutover') + figure('X', SHARE.join('\n')).replace('share', 'count'),
    packs,
  );
  expect(parsed.ok ? [] : parsed.faults).toMatchObject([{ code: 'unknown-pack', line: 1, column: 7 }]);
});

it('is published as a JSON Schema that is current', () => {
  const published: unknown = JSON.parse(readFileSync('packs/figures/figures.schema.json', 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(bookJsonSchema())));
});
