import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const source = readFileSync('packs/cutover-emergency.yaml', 'utf8');

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const keys = (count: number): string => lines(count, (index) => `key-${index}: 1`);
const codesOf = (text: string): readonly string[] => {
  const result = parsePack(text, LIBRARY);
  return result.ok ? [] : result.faults.map((fault) => fault.code);
};

describe('a pack that is too much is refused by one sentence', () => {
  it.each([
    ['60,000 unknown keys', keys(60_000), 'too-many-parts'],
    ['12,000 unknown keys', keys(12_000), 'too-many-keys'],
    ['a million entries', '- a\n'.repeat(200_000), 'too-many-parts'],
    ['flow lists inside each other', '['.repeat(100_000), 'too-deep'],
    ['block lists inside each other', `${'- '.repeat(20_000)}a`, 'too-deep'],
    ['block lists inside each other, closed and short', `a: ${'[ '.repeat(41)}${' ]'.repeat(41)}`, 'too-deep'],
    ['keys inside each other', lines(1_000, (index) => `${' '.repeat(index)}a:`), 'too-deep'],
    ['keys inside each other, as few as one too many', lines(41, (index) => `${' '.repeat(index)}a:`), 'too-deep'],
    ['complex keys inside each other', '? '.repeat(20_000), 'too-deep'],
    ['aliases of aliases', lines(30, (i) => `b${i}: &b${i} [${i === 0 ? 'x' : `*b${i - 1}, *b${i - 1}`}]`), 'yaml'],
    ['more than a megabyte', `a: ${'x'.repeat(1_000_001)}`, 'too-large'],
  ])('%s', (_, text, code) => expect(codesOf(text)).toEqual([code]));
});

describe('of a pack with many mistakes', () => {
  it('the first hundred are told in the order of the text, and how many more there are', () => {
    const result = parsePack(`${source}\n${keys(150)}`, LIBRARY);
    const faults = result.ok ? [] : result.faults;
    expect(faults.slice(0, 100).map((fault) => fault.path.join())).toEqual(
      Array.from({ length: 100 }, (_, index) => `key-${index}`),
    );
    expect(faults.slice(100)).toMatchObject([
      { code: 'more-faults', message: { zh: '另有 50 处错误', en: 'and 50 more' } },
    ]);
    expect(faults.slice(0, 2).map((fault) => fault.line)).toEqual([1, 2].map((n) => source.split('\n').length + n));
  });

  it('a hundred are told without a word of more', () =>
    expect(codesOf(`${source}\n${keys(100)}`)).toEqual(Array.from({ length: 100 }, () => 'unknown-key')));

  it('repeated keys and faults of syntax are counted in the same way', () => {
    expect(codesOf('a: 1\n'.repeat(1_500))).toHaveLength(101);
    expect(codesOf(']'.repeat(1_500))).toHaveLength(101);
  });

  it('names are told shortened, and of known names the first fifty', () => {
    const long = 'x'.repeat(1_000);
    const roles = lines(1_500, (index) => `  role-${index}: { title: { zh: 角色, en: Role } }`);
    const many = source
      .replace('\nroles:\n', `\nroles:\n${roles}\n`)
      .replace('\nnotices:\n', '\nnotices:\n  - { id: odd, on: { event: closed }, notify: [nobody], message: none }\n');
    for (const text of [`${source}\n${long}: 1`, many]) {
      const result = parsePack(text, LIBRARY);
      const faults = result.ok ? [] : result.faults;
      expect(faults.length).toBeGreaterThan(0);
      expect(JSON.stringify(faults).length).toBeLessThan(faults.length * 3_000);
    }
  });
});

describe('what is within the limits is checked without going through all of it for each part', () => {
  /** Milliseconds that this process worked on it: what others do on the machine is not counted. */
  const worked = (text: string): number => {
    const before = process.cpuUsage();
    parsePack(text, LIBRARY);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };

  it.each([
    ['unknown keys, set by set', lines(11, (i) => `set-${i}:\n${lines(1_900, (j) => `  k${j}: 1`)}`)],
    [
      'roles with unknown levels',
      source.replace(
        '\nroles:\n',
        `\nroles:\n${lines(1_900, (i) => `  r${i}: { title: { zh: 一, en: x }, level: nope }`)}\n`,
      ),
    ],
    [
      'classes with unknown facts',
      source.replace(
        '\nclasses:\n',
        `\nclasses:\n${lines(1_900, (i) => `  - { class: n${i}, title: { zh: 一, en: x }, when: { zork: nope } }`)}\n`,
      ),
    ],
    [
      'messages full of variables',
      source.replace(
        '\nmessages:\n',
        `\nmessages:\n${lines(
          20,
          (i) => `  m${i}: { subject: { zh: x, en: x },\n    text: { zh: x, en: "${'{{ a }}'.repeat(1_400)}" } }`,
        )}\n`,
      ),
    ],
    [
      'one message of a megabyte',
      source.replace(
        '\nmessages:\n',
        `\nmessages:\n  m: { subject: { zh: x, en: x }, text: { zh: x, en: "${'{{ a }}'.repeat(130_000)}" } }\n`,
      ),
    ],
    ['a text of a thousand lines', `a: ${'b\n '.repeat(300_000)}`],
    ['remarks', '# x\n'.repeat(49_000)],
  ])('%s', (_, text) => expect(worked(text)).toBeLessThan(5_000));
});
