import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importRegister, type RegisterImport } from '../../../cli/registers/importRegister.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { BilingualError } from '../../../language/bilingual.ts';
import { booksIn } from '../../../packs/figure/booksIn.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { workbook } from '../../support/cases/workbook.ts';

const env = loadEnvironment({ REDRESS_DATA: '/nowhere' });
const folder = mkdtempSync(join(tmpdir(), 'registers-'));
let api: TestApi;
let no: string;

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false });
  const authored = api.packs.inForce().map((one) => one.authored);
  for (const book of booksIn(['packs'], authored, (fault) => expect.unreachable(fault))) await api.packs.putBook(book);
  const { body } = await api.post('/v1/complaints', {
    pack: 'cutover-emergency',
    channel: 'outlet',
    unit: 'outlet-renminlu',
    category: 'atm',
    complainant: { name: '测试甲', phone: '13900001234' },
    demand: '请说明情况',
    drill: { speed: 2 },
  });
  ({ no } = body);
});
afterAll(() => api.stop());
beforeEach(() => api.db.query('truncate register_answers, register_changes, series'));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
async function imported(
  path: string,
  options: Partial<RegisterImport>,
): Promise<readonly [code: number, ...said: string[]]> {
  const said: string[] = [];
  const out = outputIn('en', (line) => void said.push(line.replaceAll(`${folder}/`, '')));
  const given = { register: 'answers', pack: 'cutover-emergency', api: api.url, actor: 'admin', ...options };
  return [await importRegister(env, out, path, given), ...said];
}
const count = async (table: string): Promise<number> =>
  (await api.db.query(`select count(*)::int as n from ${table}`)).rows[0].n;

const DEMO = 'packs/demo/registers';
const MAPPING = `${DEMO}/answers.mapping.yaml`;
const [HEAD = '', ...LINES] = readFileSync(`${DEMO}/answers.csv`, 'utf8')
  .replaceAll('20261123-000001', () => no)
  .split('\n');
const answers = (...lines: readonly string[]): string =>
  file('answers.csv', [HEAD, ...lines].join('\n').replaceAll('20261123-000001', no));

describe('a table of answers', () => {
  const sound = [
    'HF-001,20261123-000001,2026-11-24 09:00,电话,是,2026-11-24 09:04,5,5',
    'HF-002,20261123-000001,2026-11-24 15:00,短信,否,,,',
  ];

  it('is what the demonstration shows', () => expect(LINES.filter((line) => line !== '')).toHaveLength(sound.length));

  it('says what would change, brings it in, and says next time that it is known', async () => {
    const table = answers(...sound);
    expect(await imported(table, { mapping: MAPPING, dryRun: true })).toEqual([
      0,
      'dry run: 2 new, 0 changed, 0 known and the same',
    ]);
    expect(await count('register_answers')).toBe(0);
    expect(await imported(table, { mapping: MAPPING })).toEqual([0, '2 new, 0 changed, 0 known and the same']);
    expect(await imported(table, { mapping: MAPPING })).toEqual([0, '0 new, 0 changed, 2 known and the same']);
    expect(await count('register_changes')).toBe(2);
  });

  it('changes only what a corrected file says otherwise, and says what', async () => {
    await imported(answers(...sound), { mapping: MAPPING });
    const corrected = answers(sound[0]?.replace(/5,5$/, '3,4') ?? '', sound[1] ?? '');
    expect(await imported(corrected, { mapping: MAPPING })).toEqual([
      0,
      '~ HF-001: score 5 → 3; items {empathy:5} → {empathy:4}',
      '0 new, 1 changed, 1 known and the same',
    ]);
    expect(await count('register_changes')).toBe(3);
  });

  it('names line and column of every mistake, of reading and of meaning, and then changes nothing', async () => {
    const wrong = answers(
      sound[0] ?? '',
      'HF-003,20261123-000001,yesterday,电话,是,2026-11-24 09:04,5,5',
      'HF-004,20261123-999999,2026-11-24 09:00,电话,是,2026-11-24 09:04,6,7',
      ',20261123-000001,2026-11-24 09:00,电话,是,2026-11-24 08:04,5,5',
    );
    expect(await imported(wrong, { mapping: MAPPING })).toEqual([
      1,
      `answers.csv:3:${no.length + 9}: "yesterday" is no moment`,
      expect.stringMatching(/^answers\.csv:5:1: no id/),
      `answers.csv:5:${no.length + 25}: answeredAt: cannot be before askedAt`,
      'answers.csv:4:8: no: the pack has no such complaint',
      'answers.csv:4:63: score: must be a whole number from 1 to 5',
      'answers.csv:4:65: items: must be a whole number from 1 to 5',
      'nothing was changed',
    ]);
    expect(await count('register_answers')).toBe(0);
  });

  it('is refused where the mapping names what the register does not have', async () => {
    const mapping = file('m.yaml', 'columns:\n  编号: id\n  评分: mood\n  移情性: items\n');
    const failed = await imported(answers(...sound), { mapping }).catch((error: unknown) => error);
    if (!(failed instanceof BilingualError)) throw new Error('it was taken');
    expect(
      failed.words.en
        .replaceAll(`${folder}/`, '')
        .split('\n')
        .map((line) => line.slice(0, 27)),
    ).toEqual(['m.yaml:3:7: no field "mood"', 'm.yaml:4:8: no field "items']);
  });

  it('may be a workbook', async () => {
    const cells = sound.map((line) =>
      line
        .replaceAll('20261123-000001', no)
        .split(',')
        .map((cell) => cell || null),
    );
    const book = file('answers.xlsx', workbook('回访', [HEAD.split(','), ...cells]));
    expect(await imported(book, { mapping: MAPPING })).toEqual([0, '2 new, 0 changed, 0 known and the same']);
  });

  it('of more rows than one request takes comes in whole or not at all', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) => `N-${index},20261123-000001,2026-11-24 15:00,短信,否,,,`);
    const last = `N-last,20261123-999999,2026-11-24 15:00,短信,否,,,`;
    expect(await imported(answers(...many, last), { mapping: MAPPING })).toEqual([
      1,
      'answers.csv:1202:8: no: the pack has no such complaint',
      'nothing was changed',
    ]);
    expect(await count('register_answers')).toBe(0);
    expect((await imported(answers(...many), { mapping: MAPPING }))[1]).toBe(
      '1200 new, 0 changed, 0 known and the same',
    );
  });
});

describe('lines of JSON', () => {
  it('are rows as the API takes them', async () => {
    const row = { id: 'J-1', no, instrument: 'satisfaction', askedAt: '2026-11-24T09:00:00+08:00', reached: false };
    const lines = file(
      'rows.jsonl',
      `${JSON.stringify(row)}\n${JSON.stringify({ ...row, id: 'J-2', reached: 'perhaps' })}\n`,
    );
    expect(await imported(lines, {})).toEqual([
      1,
      'rows.jsonl:2: reached: must be true or false',
      'nothing was changed',
    ]);
  });
});

describe('numbers of other systems', () => {
  it('come in by their names, units and days', async () => {
    const options = { register: 'series', mapping: `${DEMO}/series.mapping.yaml` };
    expect(await imported(`${DEMO}/series.csv`, options)).toEqual([0, '3 new, 0 changed, 0 known and the same']);
    const text = readFileSync(`${DEMO}/series.csv`, 'utf8').replace('240', '241');
    expect(await imported(file('series.csv', text), options)).toEqual([
      0,
      '~ headcount  2026-11-01 2026-11-30: value 240 → 241',
      '0 new, 1 changed, 2 known and the same',
    ]);
  });

  it('are nobody’s to bring in who does not keep the register', async () => {
    const options = { register: 'series', mapping: `${DEMO}/series.mapping.yaml`, actor: 'clerk-renminlu' };
    const failed = await imported(`${DEMO}/series.csv`, options).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(BilingualError);
    expect(await count('series')).toBe(0);
  });
});
