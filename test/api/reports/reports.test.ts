import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { outletComplaint } from '../../support/cases/complaints.ts';

let api: TestApi;
let no = '';
beforeAll(async () => {
  api = await startTestApi({ worker: false, demonstration: true });
  ({ no } = (await api.post('/v1/complaints', outletComplaint())).body as { no: string });
});
afterAll(() => api.stop());

const PERIOD = { from: '2026-01-01', to: '2026-12-31' };
const asked = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${api.url}/v1/reports`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Redress-Actor': 'local', 'Accept-Language': 'en', ...headers },
    body: JSON.stringify(body),
  });
const problemOf = async (answer: Response): Promise<{ status: number; detail: string }> =>
  (await answer.json()) as { status: number; detail: string };

describe('POST /v1/reports', () => {
  it('answers with the document, as a file to be kept', async () => {
    const answer = await asked({ period: PERIOD, format: 'html', packs: ['cutover-emergency'] });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="retrospective-2026-01-01-2026-12-31.en.html"',
    );
    const page = await answer.text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain(`${api.url}/v1/figures/S1-B1/cases?pack=cutover-emergency`);
  }, 60_000);

  it('tells how far it is to whoever asks for lines, the document last', async () => {
    const wanted = { period: PERIOD, format: 'html', packs: ['cutover-emergency'] };
    const answer = await asked(wanted, { Accept: 'application/x-ndjson' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const figures = lines.filter(({ doing }) => doing === 'figures');
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.at(-1)?.['done']).toBe(figures.at(-1)?.['of']);
    expect(lines.at(-2)).toEqual({ doing: 'document' });
    const { bytes, document, name } = lines.at(-1) as { bytes: number; document: string; name: string };
    const made = Buffer.from(document, 'base64');
    expect([name, made.length]).toEqual(['retrospective-2026-01-01-2026-12-31.en.html', bytes]);
    expect(made.toString('utf8')).toContain('<html lang="en">');
  }, 60_000);

  it('says what is wrong with the question, and makes nothing', async () => {
    const reversed = { from: '2026-12-31', to: '2026-01-01' };
    expect(await problemOf(await asked({ period: reversed }))).toMatchObject({
      status: 422,
      detail: 'the period ends on 2026-01-01, before it begins on 2026-12-31',
    });
    const unknown = await problemOf(await asked({ period: PERIOD, report: 'retrospectve' }));
    expect(unknown).toMatchObject({ status: 422 });
    expect(unknown.detail).toContain('did you mean "retrospective"');
    expect(await problemOf(await asked({ period: PERIOD, packs: ['nothing'] }))).toMatchObject({ status: 404 });
    expect(await problemOf(await asked({ period: PERIOD, unit: 'nowhere' }))).toMatchObject({ status: 422 });
    expect((await asked({ period: '2026' })).status).toBe(422);
    const lines = await asked({ period: reversed }, { Accept: 'application/x-ndjson' });
    expect([lines.status, (await problemOf(lines)).status]).toEqual([422, 422]);
  });

  it('is for whoever may see figures', async () => {
    expect((await asked({ period: PERIOD }, { 'X-Redress-Actor': 'clerk-renminlu' })).status).toBe(403);
  });
});

describe('GET /v1/complaints/{no}/retrospective', () => {
  it('is a document about one complaint, without who complained', async () => {
    const answer = await fetch(`${api.url}/v1/complaints/${no}/retrospective?format=html&locale=en`, {
      headers: { 'X-Redress-Actor': 'local' },
    });
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain(`Retrospective of complaint ${no}`);
    const { name, phone } = (outletComplaint() as { complainant: { name: string; phone: string } }).complainant;
    expect(page).not.toContain(name);
    expect(page).not.toContain(phone);
  }, 60_000);

  it('of a complaint that there is not is 404', async () => {
    expect((await api.get('/v1/complaints/TS-0/retrospective')).status).toBe(404);
  });
});
