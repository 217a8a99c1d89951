import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whatIfSchema } from '../../../contracts/http/httpWhatIf.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { planSource } from '../../support/rules/planSource.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

/** The cutover plan with cases about cash machines that only the branch leader may see. */
const SOURCE = replaced(
  planSource(),
  '\nnotices:\n',
  '\naccess: [{ when: { category: atm }, roles: [branch-leader] }]\n\nnotices:\n',
);
const HOUR = 3_600_000;
const DRAFT = replaced(SOURCE, 'version: 1.4.0', 'version: 1.5.0');

let api: TestApi;
let first: string;
let second: string;

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the pack no longer has: ${from}`);
  return text.replace(from, () => to);
}

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person, 'Accept-Language': 'en' });

async function register(phone: string, over: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await api.post(
    '/v1/complaints',
    outletComplaint({ complainant: caller(phone), category: 'urgent-cash', drill: undefined, ...over }),
  );
  if (status !== 201) throw new Error(body.detail);
  return body.no;
}

async function act(no: string, action: string, fields: Record<string, unknown>, person: string): Promise<void> {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(person));
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
}

async function pays(no: string, amount: string): Promise<void> {
  await act(no, 'accept', {}, 'handler-renminlu');
  await act(no, 'persuade', { accepted: false }, 'handler-renminlu');
  await act(no, 'pay', { amount }, 'handler-renminlu');
  await act(no, 'approve', {}, 'head-renminlu');
  await act(no, 'approve', {}, 'liaison-renminlu');
}

function whatIf(
  over: Record<string, unknown> = {},
  headers: Record<string, string> = as('local'),
  id = 'cutover-emergency',
): Promise<Answer> {
  const now = Date.now();
  const period = { from: new Date(now - HOUR).toISOString(), to: new Date(now + HOUR).toISOString() };
  return api.post(`/v1/packs/${id}/what-if`, { ...period, ...over }, headers);
}

const caseOf = (answer: Answer, no: string): Answer['body'] =>
  answer.body.cases.find((one: { no: string }) => one.no === no);

beforeAll(async () => {
  api = await startTestApi({ source: SOURCE });
  first = await register('13900000901');
  second = await register('13900000901');
  await register('13900000902', { category: 'atm' });
  await pays(first, '3000.00');
  await pays(second, '2000.00');
});
afterAll(() => api.stop());

describe('a period of the real service, whatIf by HTTP', () => {
  it('under the versions in force is what happened, case for case: payments and repeats', async () => {
    const answer = await whatIf();
    expect([answer.status, answer.body.summary]).toEqual([
      200,
      expect.objectContaining({ cases: 2, same: 2, changed: 0, notTaken: 0 }),
    ]);
    expect(whatIfSchema.strict().parse(answer.body)).toEqual(answer.body);
    expect(caseOf(answer, second).after).toMatchObject({ class: 'formal' });
    expect((await whatIf({ pack: { version: '1.4.0' } })).body).toEqual(answer.body);
  });

  it('under a draft with a lower cap says which payment would have been refused, and when', async () => {
    const draft = { pack: { source: replaced(DRAFT, "{ max: '5000.00' }", "{ max: '4000.00' }") } };
    const answer = await whatIf(draft);
    expect(answer.status).toBe(200);
    expect(caseOf(answer, first).same).toBe(true);
    const [refused] = caseOf(answer, second).changes.filter((one: { kind: string }) => one.kind === 'refused');
    expect(refused).toMatchObject({
      action: 'pay',
      code: 'cap-exhausted',
      detail: expect.stringContaining('1000.00 is left') as string,
    });
    expect(Date.parse(refused.at)).toBeLessThan(Date.now());
    const chinese = caseOf(await whatIf(draft, { ...as('local'), 'Accept-Language': 'zh-CN' }), second).changes;
    expect(chinese).toContainEqual({ ...refused, detail: '额度上限为 4000.00,该客户剩余 1000.00;申请金额为 2000.00' });
  });

  it('under a draft without the rule on repeats counts the repeat as an ordinary case', async () => {
    const answer = await whatIf({
      pack: { source: replaced(DRAFT, 'repeat: { by: [complainant, category], window: { days: 30 } }\n', '') },
    });
    expect(caseOf(answer, second).changes).toContainEqual({ kind: 'class', before: 'formal', after: 'pending' });
  });

  it('tells nothing of cases that the asker may not know of', async () => {
    const { rows } = await api.db.query("select no from complaints where topic = 'atm'");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify((await whatIf()).body)).not.toContain(rows[0].no);
  });

  it('gives the first answer again under the same key', async () => {
    const body = { from: '2026-11-01', to: '2026-11-02' };
    const once = await whatIf(body, { ...as('local'), 'Idempotency-Key': 'what-if-1' });
    const again = await whatIf(body, { ...as('local'), 'Idempotency-Key': 'what-if-1' });
    expect([once.body.summary.cases, again.headers.get('idempotency-replayed'), again.body]).toEqual([
      0,
      'true',
      once.body,
    ]);
  });

  it('is for administrators', async () => {
    expect(await whatIf({}, as('leader'))).toMatchObject({ status: 403, body: { code: 'actor-not-allowed' } });
  });

  it.each([
    ['a day that there is not', { from: '2026-11-31' }, '/from', 'field-invalid'],
    ['an instant without offset', { to: '2026-11-30T09:00:00' }, '/to', 'field-invalid'],
    ['a period that ends before it begins', { from: '2026-11-30', to: '2026-11-01' }, '/from', 'field-invalid'],
    ['a version that nobody stored', { pack: { version: '9.9.9' } }, '/pack/version', 'version-unknown'],
    ['neither text nor version', { pack: { text: 'x' } }, '/pack/source', 'field-missing'],
    ['a draft that is none', { pack: { source: 'id: x' } }, '/pack/source', 'pack-faulty'],
    ['something else', { limit: 3 }, '/limit', 'field-unknown'],
  ])('refuses %s with a pointer', async (_what, over, pointer, code) => {
    const { status, headers, body } = await whatIf(over);
    expect([status, headers.get('content-type'), body.code, body.errors[0].pointer]).toEqual([
      422,
      expect.stringContaining('application/problem+json'),
      code,
      pointer,
    ]);
  });

  it('refuses an unknown pack, and more cases than one answer should have', async () => {
    expect(await whatIf({}, as('local'), 'nowhere')).toMatchObject({ status: 404, body: { code: 'pack-unknown' } });
    await api.db.query(
      `insert into complaints (no, receipt_index, pack_id, pack_version, pack_hash, origin, topic, intake,
      registered_by, sealed_receipt)
       select 'old-' || n, 'old-' || n, pack_id, pack_version, pack_hash, '2026-01-15T00:00:00Z', topic, intake,
      registered_by, '' from complaints, generate_series(1, 501) n where no = $1`,
      [first],
    );
    const { status, body } = await whatIf({ from: '2026-01-01', to: '2026-01-31' });
    expect([status, body.code, body.errors[0].pointer, body.detail]).toEqual([
      422,
      'period-too-long',
      '/to',
      expect.stringContaining('501 cases'),
    ]);
  });

  it('takes a pack that is in force no more', async () => {
    await savePack(api.db, {
      id: 'old-plan',
      version: '1.0.0',
      hash: 'old',
      body: { id: 'old-plan', timezone: 'Asia/Shanghai' },
    });
    expect(await whatIf({ from: '2025-01-01', to: '2025-01-31' }, as('local'), 'old-plan')).toMatchObject({
      status: 200,
      body: { summary: { cases: 0 } },
    });
  });

  it('is in the contract', async () => {
    const { body } = await api.get('/openapi.json');
    expect(Object.keys(body.paths['/v1/packs/{id}/what-if'].post.responses)).toEqual(
      expect.arrayContaining(['200', '403', '404', '413', '422']),
    );
  });
});
