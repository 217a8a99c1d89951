import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installedCalendars } from '../../../packs/calendar/loadCalendars.ts';
import { coverageTable } from '../../../packs/coverage/coverageTable.ts';
import { figuresPage } from '../../../packs/coverage/figuresPage.ts';
import { missingFigures } from '../../../packs/coverage/missingFigures.ts';
import { ruleCoverage } from '../../../packs/coverage/ruleCoverage.ts';
import { booksIn } from '../../../packs/figure/booksIn.ts';
import { packsIn } from '../../../packs/load/loadPacks.ts';

describe('the table of rules and golden cases', () => {
  const { rules, faults } = ruleCoverage('packs', '.');

  it('is complete: every rule of the catalogue is shown at work or says what it waits for', () => {
    expect(faults).toEqual([]);
  });

  it('is current', () => {
    expect(readFileSync('docs/rules-coverage.md', 'utf8')).toBe(coverageTable(rules));
  });

  it('has the time limits of every system', () => {
    const limits = [...numbers('S1-T', 11), ...numbers('S2-T', 6), ...numbers('S3-T', 10)];
    expect(rules.map((rule) => rule.id)).toEqual(expect.arrayContaining(limits));
    const waiting = rules.filter((rule) => rule.waits !== undefined && limits.includes(rule.id)).map((rule) => rule.id);
    expect(waiting).toEqual([]);
  });
});

describe('the page of figures', () => {
  const folders = ['packs'];
  const books = booksIn(folders, packsIn(folders, installedCalendars(folders)), (line) => {
    throw new Error(line);
  });

  it('has every figure of the book of rules, and names the ones that it lacks', () => {
    expect(missingFigures('packs', books)).toEqual([]);
    expect(missingFigures('packs', books.slice(1))).toContain('S1-K1');
  });

  it('is current', () => {
    expect(readFileSync('docs/figures.md', 'utf8')).toBe(figuresPage(books));
  });
});

describe('a catalogue that promises too much', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    cpSync('packs/cutover-phones.yaml', join(folder, 'cutover-phones.yaml'));
    mkdirSync(join(folder, 'golden', 'cutover-phones'), { recursive: true });
    cpSync('packs/golden/cutover-phones', join(folder, 'golden', 'cutover-phones'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const faultsOf = (rules: string): readonly string[] => {
    writeFileSync(join(folder, 'golden', 'rules.yaml'), rules);
    return ruleCoverage(folder, folder).faults;
  };
  const ALL = [
    'S1-T10, says: probes',
    'S1-T11, says: calls',
    'S1-K12, says: switched on',
    'S1-K42, says: connected',
    'A5, says: seconds',
  ]
    .map((one) => `- { id: ${one} }\n`)
    .join('');

  it.each([
    [
      'a rule without a case',
      `${ALL}- { id: S9-T1, says: 'nothing shows it' }`,
      'S9-T1 has no golden case: nothing shows it',
    ],
    [
      'a rule that waits and has a case',
      ALL.replace('probes', "probes, waits: 'the spring'"),
      'S1-T10 is said to wait, but has a golden case: cutover-phones/phones.yaml: S1-T10 a published number answers ' +
        'at three in the morning',
    ],
    [
      'a case of a rule that is not listed',
      ALL.replace('- { id: A5, says: seconds }\n', ''),
      'A5 is not in the catalogue (cutover-phones/phones.yaml: S1-T11 a call that rings longer is a time-out, also ' +
        'when it is taken then)',
    ],
    [
      'a test that does not name its rule',
      `${ALL}- { id: G-x, says: 'x', test: cutover-phones.yaml }`,
      'G-x: cutover-phones.yaml does not name it',
    ],
    [
      'a test that is not there',
      `${ALL}- { id: G-x, says: 'x', test: test/x.test.ts }`,
      'G-x: test/x.test.ts does not name it',
    ],
  ])('is told of %s', (_, rules, fault) => {
    expect(faultsOf(ALL)).toEqual([]);
    expect(faultsOf(rules)).toEqual([fault]);
  });

  it('is told of a line in a pack that names a rule that is not listed', () => {
    const pack = join(folder, 'cutover-phones.yaml');
    writeFileSync(pack, readFileSync(pack, 'utf8').replace('rule: S1-K42', 'rule: S9-K1'));
    expect(faultsOf(ALL)).toEqual(['S9-K1 is not in the catalogue (cutover-phones: classes.1)']);
  });

  it('is told where it cannot be read', () => {
    expect(() => faultsOf('- { id: S1-T10, tells: probes }')).toThrow(/rules\.yaml:1:\d+: .*tells/);
  });
});

function numbers(prefix: string, last: number): readonly string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);
}
