import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listReturns, makeReturn } from '../../../cli/reports/returns.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let bank: FigureBank;

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false, now: () => Date.parse('2027-02-01T00:00:00+08:00') });
  bank = await figureBank('rural-bank-petitions', { api });
  const life = { unit: 'supervision', channel: 'phone', until: '2026-11-20 00:00', category: 'attitude' };
  for (const day of [2, 3, 4, 5, 6, 9]) await bank.live({ ...life, at: `2026-11-0${day} 09:00` });
}, 120_000);
afterAll(() => api.stop());

const asked = (path: string, actor = 'admin', locale = 'en'): ReturnType<TestApi['get']> =>
  api.get(`/v1/${path}`, { 'x-redress-actor': actor, 'accept-language': locale });
const csv = (query: string): Promise<Response> =>
  fetch(`${api.url}/v1/returns/cn-three-axes?period=2026-11&packs=rural-bank-petitions&format=csv&${query}`, {
    headers: { 'x-redress-actor': 'admin', 'accept-language': 'en' },
  });

async function environment(): Promise<ReturnType<typeof loadEnvironment>> {
  const { rows } = await api.db.query<{ name: string }>('select current_database() as name');
  const url = new URL((api.db as unknown as { options: { connectionString: string } }).options.connectionString);
  url.pathname = `/${rows[0]?.name ?? ''}`;
  return { ...loadEnvironment(), DATABASE_URL: url.href };
}

describe('returns to regulators', () => {
  it('are listed with their packs, periods and code lists', async () => {
    const { body, status } = await asked('returns');
    expect(status).toBe(200);
    expect(body.items.map((one: { return: string }) => one.return)).toEqual([
      'cfpb-complaints',
      'cn-three-axes',
      'fca-half-year',
    ]);
    expect(body.items[2]).toMatchObject({ rule: 'R12', periods: ['half'], packs: ['fca-disp'] });
    expect(body.items[1].axes[1]).toMatchObject({ axis: 'business', list: 'business-lines' });
  });

  it('are the same by the API as JSON and CSV, and by the command', async () => {
    const { body, status } = await asked('returns/cn-three-axes?period=2026-11&packs=rural-bank-petitions');
    expect([status, body.period.to, body.rows[0].cells[0]]).toEqual([200, '2026-11-30', { value: 6 }]);
    const answer = await csv('');
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    const text = await answer.text();
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      "group,code list version,regulator's code,name,Received,Share,Per thousand outlets,Per ten million customers,Closed,Open at the end,Repeated",
      'Total,,,Total,6,100.0%,n/a: no series outlets was imported for 2026-11-01 to 2026-11-30,n/a: no series customers was imported for 2026-11-01 to 2026-11-30,0,6,0',
    ]);
    const file = join(mkdtempSync(join(tmpdir(), 'redress-test-')), 'return.csv');
    const lines: string[] = [];
    const out = outputIn('en', (line) => lines.push(line));
    const code = await makeReturn(await environment(), out, 'cn-three-axes', {
      period: '2026-11',
      pack: 'rural-bank-petitions',
      out: file,
    });
    expect([code, lines, readFileSync(file, 'utf8')]).toEqual([0, [file], text]);
  });

  it('begin with the mark of UTF-8 where a spreadsheet is to open them', async () => {
    const bytes = new Uint8Array(await (await csv('bom=true')).arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  });

  it('take series of other systems that only a return asks for', async () => {
    const row = { name: 'outlets', from: '2026-11-01', to: '2026-11-30', value: 20, source: 'annual report' };
    const sent = await fetch(`${api.url}/v1/series?pack=rural-bank-petitions`, {
      method: 'PUT',
      headers: { 'x-redress-actor': 'admin', 'content-type': 'application/json' },
      body: JSON.stringify({ rows: [row] }),
    });
    expect(sent.status).toBe(200);
    const { body } = await asked('returns/cn-three-axes?period=2026-11&packs=rural-bank-petitions');
    expect(body.rows[0].cells[2]).toEqual({ value: 300, numerator: 6, denominator: 20 });
  });
});

describe('what cannot be returned is a clear problem', () => {
  it.each([
    ['returns/moon?period=2026', 404, 'return-unknown', undefined],
    ['returns/fca-half-year?period=2026', 422, 'field-invalid', '/period'],
    ['returns/cn-three-axes?period=november', 422, 'field-invalid', '/period'],
    ['returns/cn-three-axes?period=2026&packs=key-accounts', 404, 'figures-none', '/pack'],
    ['returns/cn-three-axes?period=2026&unit=moon', 422, 'unit-unknown', '/unit'],
  ])('%s', async (path, status, code, pointer) => {
    const answer = await asked(path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.errors?.[0]?.pointer).toBe(pointer);
  });

  it('and is for offices and administrators only', async () => {
    expect((await asked('returns/cn-three-axes?period=2026', 'clerk-renminlu')).status).toBe(403);
  });
});

describe('the command', () => {
  it('lists the returns with their packs', async () => {
    const lines: string[] = [];
    expect(
      listReturns(
        await environment(),
        outputIn('en', (line) => lines.push(line)),
      ),
    ).toBe(0);
    expect(lines.join('\n')).toMatch(/fca-half-year .* R12 .* half .* fca-disp/);
  });
});
