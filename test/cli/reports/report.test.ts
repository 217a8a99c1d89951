import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFigures } from '../../../cli/figures/askFigures.ts';
import { report, type ReportOptions } from '../../../cli/reports/report.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment, type Environment } from '../../../config/environment.ts';
import type { FigureAnswer } from '../../../domain/figures/figureAnswer.ts';
import { figureBank } from '../../support/figures/figureBank.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let env: Environment;
const folder = mkdtempSync(join(tmpdir(), 'redress-report-'));

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false, now: () => Date.parse('2027-02-01T00:00:00+08:00') });
  const bank = await figureBank('rural-bank-petitions', { api });
  const life = { channel: 'phone', category: 'attitude', until: '2026-11-20 00:00' };
  for (const day of [2, 3, 4, 5, 6, 9]) await bank.live({ ...life, unit: 'supervision', at: `2026-11-0${day} 09:00` });
  await bank.live({ ...life, unit: 'outlet-renminlu', at: '2026-11-10 09:00' });
  const { rows } = await api.db.query<{ name: string }>('select current_database() as name');
  const { connectionString } = api.db.options as { connectionString: string };
  env = { ...loadEnvironment(), DATABASE_URL: connectionString.replace(/[^/]*$/, rows[0]?.name ?? '') };
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api.stop();
});

async function made(options: Partial<ReportOptions>): Promise<{ code: number; files: readonly string[] }> {
  const files: string[] = [];
  const given = { period: '2026-11', pack: 'rural-bank-petitions', format: 'html', out: folder, api: api.url };
  const code = await report(
    env,
    outputIn('en', (line) => files.push(line)),
    'retrospective',
    { ...given, ...options },
  );
  return { code, files };
}

describe('redress report', () => {
  it('puts a file of each format into the folder and names it', async () => {
    const { code, files } = await made({ format: 'html,xlsx' });
    expect(code).toBe(0);
    expect(files).toEqual(['html', 'xlsx'].map((format) => join(folder, `retrospective-2026-11.en.${format}`)));
    expect(readFileSync(files[0] ?? '', 'utf8')).toContain('<html lang="en">');
  }, 60_000);

  it('says what is wrong with the question in words', async () => {
    await expect(made({ period: 'november' })).rejects.toThrow(/--period is 2026/);
    await expect(made({ format: 'doc' })).rejects.toThrow(/no format "doc"/);
    await expect(made({ unit: 'nowhere' })).rejects.toThrow(/nowhere/);
    await expect(made({ case: 'TS-0', by: 'admin' })).rejects.toThrow(/no complaint has this number/);
  });
});

describe('the number of a figure for one period and unit', () => {
  it.each([
    [undefined, 7],
    ['supervision', 6],
  ])(
    'is the same by the API, the command and the report (unit %s)',
    async (unit, expected) => {
      const query = `from=2026-11-01&to=2026-11-30${unit === undefined ? '' : `&unit=${unit}`}`;
      const { body } = await api.get(`/v1/figures/S3-B1?${query}`, { 'x-redress-actor': 'admin' });
      const lines: string[] = [];
      const of = unit === undefined ? {} : { unit };
      const out = outputIn('en', (line) => lines.push(line));
      await askFigures(env, out, 'S3-B1', { period: '2026-11', json: true, ...of });
      const [said] = JSON.parse(lines.join('\n')) as readonly FigureAnswer[];
      const { files } = await made(of);
      const page = readFileSync(files[0] ?? '', 'utf8');
      const shown = /<td class="number"><a href="#def-rural-bank-petitions-S3-B1">([^<]*)<\/a>/.exec(page)?.[1];
      expect([body.value, said?.value, Number(shown)]).toEqual([expected, expected, expected]);
    },
    60_000,
  );
});
