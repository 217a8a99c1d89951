import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFigures } from '../../../cli/figures/askFigures.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let bank: FigureBank;
const numbers: string[] = [];

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false, now: () => Date.parse('2027-02-01T00:00:00+08:00') });
  bank = await figureBank('rural-bank-petitions', { api });
  const life = { unit: 'supervision', channel: 'phone', until: '2026-11-20 00:00' };
  for (const at of ['2026-11-02 09:00', '2026-11-03 09:00', '2026-11-04 09:00'])
    numbers.push(await bank.live({ ...life, at }));
  numbers.push(await bank.live({ ...life, at: '2026-11-05 09:00', category: 'crime-report' }));
}, 120_000);
afterAll(() => api.stop());

const NOVEMBER = 'from=2026-11-01&to=2026-11-30';
const asked = (path: string, actor = 'admin'): ReturnType<TestApi['get']> =>
  api.get(`/v1/${path}`, { 'x-redress-actor': actor });

describe('a figure', () => {
  it('is the same by the API, by the command and for whoever evaluates it', async () => {
    const { body, status } = await asked(`figures/S3-B1?${NOVEMBER}`);
    expect([status, body.value, body.title, body.period.asOf]).toEqual([
      200,
      4,
      '登记件数',
      '2026-11-30T16:00:00.000Z',
    ]);
    expect(await bank.figure('S3-B1', '2026-11')).toMatchObject({ value: body.value, beside: body.beside });
    const lines: string[] = [];
    const env = { ...loadEnvironment(), DATABASE_URL: await urlOf() };
    const code = await askFigures(
      env,
      outputIn('en', (line) => lines.push(line)),
      'S3-B1',
      { period: '2026-11', json: true },
    );
    expect([code, JSON.parse(lines.join('\n'))]).toMatchObject([0, [{ id: 'S3-B1', value: 4, book: body.book }]]);
  });

  it('comes with all others of its pack', async () => {
    const { body, status } = await asked(`figures?pack=rural-bank-petitions&${NOVEMBER}`);
    expect(status).toBe(200);
    expect(body.figures.length).toBeGreaterThan(25);
    expect(body.figures.find(({ id }: { id: string }) => id === 'S3-B1')).toMatchObject({ value: 4 });
  });

  it('says what it counts', async () => {
    const { body } = await asked('figures/S3-B1/definition');
    expect(body).toMatchObject({ pack: 'rural-bank-petitions', definition: { of: 'case', basis: 'registered' } });
  });

  it('is told apart, and few confidential cases are not, nor what gives them away', async () => {
    const { body } = await asked(`figures/S3-B1?${NOVEMBER}&by=unit,category`);
    const suppressed = body.parts.filter((part: { suppressed?: boolean }) => part.suppressed === true);
    expect(suppressed.length).toBe(2);
  });

  it('lists the very cases, and counts those that one may not know of', async () => {
    const { body } = await asked(`figures/S3-B1/cases?${NOVEMBER}&limit=2`);
    expect([body.items.map(({ no }: { no: string }) => no), body.total, body.hidden]).toEqual([
      numbers.slice(0, 2),
      4,
      1,
    ]);
    const next = await asked(`figures/S3-B1/cases?${NOVEMBER}&limit=2&cursor=${body.nextCursor}`);
    expect([next.body.items.map(({ no }: { no: string }) => no), next.body.nextCursor]).toEqual([[numbers[2]], null]);
  });

  it('lists the cases of one part, and says no number where that of the part is held back', async () => {
    const { body: figure } = await asked(`figures/S3-B1?${NOVEMBER}&by=unit,category`);
    const listed: string[] = [];
    for (const { key, denominator, suppressed } of figure.parts) {
      const query = new URLSearchParams({ by: 'unit,category', part: key });
      const { status, body } = await asked(`figures/S3-B1/cases?${NOVEMBER}&${query.toString()}`);
      expect([status, body.total]).toEqual([200, suppressed === true ? null : denominator]);
      listed.push(...body.items.map(({ no }: { no: string }) => no));
    }
    expect(listed.toSorted()).toEqual(numbers.slice(0, 3));
    const none = await asked(`figures/S3-B1/cases?${NOVEMBER}&by=category&part=nothing`);
    expect(none.body).toEqual({ items: [], nextCursor: null, total: 0, hidden: 0 });
  });

  it('lists the cases of a number that is named', async () => {
    const before = await asked('figures/S3-B1d/cases?from=2027-11-01&to=2027-11-30&term=before');
    expect([before.status, before.body.total]).toEqual([200, 4]);
    const now = await asked('figures/S3-B1d/cases?from=2027-11-01&to=2027-11-30');
    expect(now.body).toMatchObject({ items: [], total: 0 });
    const lines: string[] = [];
    const out = outputIn('en', (line) => lines.push(line));
    const env = { ...loadEnvironment(), DATABASE_URL: await urlOf() };
    await askFigures(env, out, 'S3-B1d', { period: '2027-11', cases: true, term: 'before' });
    expect(lines).toEqual([...numbers.slice(0, 3), 'and 1 that only some may know of']);
    await expect(askFigures(env, out, 'S3-B1', { period: '2026-11', term: 'now' })).rejects.toThrow('--cases only');
    const other = { period: '2026-11', cases: true, term: 'first' };
    await expect(askFigures(env, out, 'S3-B1', other)).rejects.toThrow('--term has no first; there are: numerator');
    const half = { period: '2026-11', cases: true, by: 'category' };
    await expect(askFigures(env, out, 'S3-B1', half)).rejects.toThrow('--by and --part go together');
    const few = { period: '2026-11', by: 'category', part: 'x' };
    await expect(askFigures(env, out, 'S3-B1', few)).rejects.toThrow('--part goes with --cases only');
  });
});

describe('what cannot be answered is a clear problem', () => {
  it.each([
    ['figures/S3-B1?from=2026-11-02&to=2026-11-01', 422, 'period-reversed', '/to'],
    [`figures/S3-B1?${NOVEMBER}&unit=moon`, 422, 'unit-unknown', '/unit'],
    [`figures/S3-B1?${NOVEMBER}&by=colour`, 422, 'field-invalid', '/by'],
    [`figures/S3-B1?${NOVEMBER}&by=department`, 422, 'figure-not-apart', '/by'],
    [`figures/S3-B1/cases?${NOVEMBER}&term=before`, 422, 'figure-no-term', '/term'],
    [`figures/S3-B1/cases?${NOVEMBER}&term=first`, 422, 'field-invalid', '/term'],
    [`figures/S3-B1/cases?${NOVEMBER}&by=category`, 422, 'field-invalid', '/part'],
    [`figures/S3-B1/cases?${NOVEMBER}&part=service`, 422, 'field-invalid', '/part'],
    [`figures/S3-B1/cases?${NOVEMBER}&by=department&part=x`, 422, 'figure-not-apart', '/by'],
    [`figures/S9-K1?${NOVEMBER}`, 404, 'figure-unknown', undefined],
    [`figures?pack=cn-statutory&${NOVEMBER}`, 404, 'figures-none', '/pack'],
    [`figures/S3-B1?pack=cn-statutory&${NOVEMBER}`, 404, 'figures-none', '/pack'],
  ])('%s', async (path, status, code, pointer) => {
    const answer = await asked(path);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
  });

  it('a reader without an office', async () => {
    const { status, body } = await asked(`figures/S3-B1?${NOVEMBER}`, 'clerk-renminlu');
    expect([status, body.code]).toEqual([403, 'actor-not-allowed']);
  });
});

describe('a period', () => {
  const close = (body: object, actor = 'admin'): ReturnType<TestApi['post']> =>
    api.post('/v1/closings', { pack: 'rural-bank-petitions', ...body }, { 'x-redress-actor': actor });
  const days = { from: '2026-11-01', to: '2026-11-30' };

  it('is closed once, by an administrator, when it is over', async () => {
    expect(await close(days, 'clerk-renminlu')).toMatchObject({ status: 403 });
    expect(await close({ from: '2027-02-01', to: '2027-02-28' })).toMatchObject({
      status: 422,
      body: { code: 'field-invalid' },
    });
    expect(await close({ from: '2026-11-30', to: '2026-11-01' })).toMatchObject({
      status: 422,
      body: { code: 'period-reversed' },
    });
    const made = await close(days);
    expect(made).toMatchObject({ status: 200, body: { cases: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(await close(days)).toMatchObject({ status: 409, body: { code: 'closing-known' } });
    const read = await asked(`closings/${made.body.id}`);
    expect(read.body).toMatchObject({ sound: true, adjustments: { figures: [], cases: [], hidden: 0 } });
  }, 60_000);

  it('lists what came later by case, and says when what was kept is another', async () => {
    const [{ id }] = (await asked('closings?pack=rural-bank-petitions')).body.items;
    const late = await bank.live({
      at: '2026-11-29 09:00',
      unit: 'supervision',
      channel: 'phone',
      until: '2026-11-30 00:00',
    });
    const read = await asked(`closings/${id}`);
    expect(read.body.adjustments.cases).toMatchObject([{ no: late, closed: null }]);
    const registered = read.body.adjustments.figures.find(({ figure }: { figure: string }) => figure === 'S3-B1');
    expect(registered).toEqual({ figure: 'S3-B1', closed: 4, now: 5, difference: 1 });
    const [first] = numbers;
    const row = { id: 'seen', kind: 'web', seenAt: '2026-11-20T09:00:00Z', source: '论坛', no: first };
    const headers = { 'x-redress-actor': 'admin' };
    const kept = await api.post('/v1/registers/items?pack=rural-bank-petitions', { rows: [row] }, headers);
    expect(kept.status).toBe(200);
    const { cases } = (await asked(`closings/${id}`)).body.adjustments;
    expect(cases.find(({ no }: { no: string }) => no === first)).toMatchObject({ registers: ['items'] });
    await api.db.query('update closing_cases set class = $2 where closing = $1', [id, 'otherwise']);
    expect((await asked(`closings/${id}`)).body.sound).toBe(false);
  }, 60_000);
});

async function urlOf(): Promise<string> {
  const { rows } = await api.db.query<{ name: string }>('select current_database() as name');
  const { connectionString } = api.db.options as { connectionString: string };
  return connectionString.replace(/[^/]*$/, rows[0]?.name ?? '');
}
