import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const IN_WORDS = expect.stringMatching(/^20\d\d年\d+月\d+日 [:\d]+ \(北京时间\)$/) as string;
const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const act = (
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): ReturnType<TestApi['post']> => api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(person));

describe('a complaint handled in time', () => {
  it('is answered with its clocks, read back as written, and closed step by step', async () => {
    const created = await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000001') }));
    expect(created.status).toBe(201);
    const { no } = created.body;
    expect(created.headers.get('location')).toBe(`/v1/complaints/${no}`);
    expect(created.body.receiptCode).toMatch(/^\d{16}$/);
    expect(
      created.body.clocks.map((clock: { id: string; rule: string; status: string }) => [
        clock.id,
        clock.rule,
        clock.status,
      ]),
    ).toEqual([
      ['outlet', 'S1-T1', 'running'],
      ['on-site', 'S1-T3', 'running'],
      ['reply', 'S1-T4', 'running'],
      ['report', 'S1-T5', 'running'],
    ]);
    expect((await act(no, 'accept')).body).toMatchObject({ stage: 'accepted', handler: 'handler-renminlu' });
    expect((await act(no, 'arrive', { evidence: '现场照片已存' })).status).toBe(200);
    expect((await act(no, 'reply', { outcome: 'explained' })).status).toBe(200);
    expect((await act(no, 'report')).status).toBe(200);
    expect((await act(no, 'resolve', { outcome: 'satisfied' })).body).toMatchObject({
      stage: 'resolved',
      class: 'not-counted',
    });
    const closed = await act(no, 'close');
    expect(closed.body).toMatchObject({ stage: 'closed', overdue: false, nextDueAt: null });
    expect(closed.body.clocks.every((clock: { status: string }) => clock.status === 'met')).toBe(true);
    const read = await api.get(`/v1/complaints/${no}`, as('handler-renminlu'));
    expect(read.body).toEqual(closed.body);
    expect(await api.client.workflow.getHandle(caseWorkflowId(no)).result()).toEqual({
      no,
      stage: 'closed',
      class: 'not-counted',
      missed: 0,
    });
    const fresh = await api.get(`/v1/complaints/${no}?fresh=1`, as('handler-renminlu'));
    expect(fresh.body).toEqual(closed.body);
  });

  it('goes on after its end in a new run: a late report is taken, and it can be reopened', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000002') }))).body;
    await act(no, 'accept');
    await act(no, 'arrive');
    await act(no, 'reply', { outcome: 'explained' });
    await act(no, 'report');
    await act(no, 'resolve', { outcome: 'satisfied' });
    await act(no, 'close');
    await api.client.workflow.getHandle(caseWorkflowId(no)).result();
    const commented = await api.post(
      `/v1/complaints/${no}/actions/comment`,
      { note: '客户来电致谢' },
      as('handler-renminlu'),
    );
    expect(commented).toMatchObject({ status: 200, body: { stage: 'closed' } });
    const reopened = await act(no, 'reopen', { reason: 'new-facts' }, 'liaison-renminlu');
    expect(reopened).toMatchObject({ status: 200, body: { stage: 'accepted' } });
    expect(reopened.body.seq).toBeGreaterThan(commented.body.seq);
    const { items } = (await api.get(`/v1/complaints/${no}/timeline`, as('handler-renminlu'))).body;
    expect(items.filter((item: { type?: string }) => item.type === 'CommentAdded')[0].notes).toEqual([
      { field: 'note', text: '客户来电致谢' },
    ]);
  });
});

describe('a payment', () => {
  it('waits for two others, never for its requester, and counts once', async () => {
    const { no } = (
      await api.post('/v1/complaints', outletComplaint({ category: 'urgent-cash', complainant: caller('13900000003') }))
    ).body;
    expect((await act(no, 'pay', { amount: '3000.00' })).body).toMatchObject({
      status: 409,
      code: 'condition-not-met',
    });
    await act(no, 'persuade', { accepted: false });
    const asked = await act(no, 'pay', { amount: '3000.00' }, 'head-renminlu');
    expect(asked.body).toMatchObject({
      pending: 'a1',
      approvals: [{ request: 'a1', needed: 2, given: 0, status: 'pending' }],
    });
    expect((await act(no, 'approve', { request: 'a1' }, 'head-renminlu')).body).toMatchObject({
      status: 403,
      code: 'requester-may-not-approve',
    });
    expect((await act(no, 'approve', { request: 'a1' }, 'liaison-renminlu')).status).toBe(200);
    expect((await act(no, 'approve', { request: 'a1' }, 'liaison-renminlu')).body).toMatchObject({
      status: 409,
      code: 'already-approved',
    });
    const done = await act(no, 'approve', { request: 'a1' }, 'group-1');
    expect(done.body.approvals).toMatchObject([{ status: 'completed', given: 2 }]);
    expect((await act(no, 'pay', { amount: '2000.01' })).body).toMatchObject({ status: 422, code: 'cap-exhausted' });
    expect((await act(no, 'pay', { amount: '5000.01' })).body).toMatchObject({
      status: 422,
      code: 'above-cap',
      errors: [{ pointer: '/fields/amount' }],
    });
  });
});

describe('reading', () => {
  it('says units by their names and due moments in words, where people read them', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000016') }))).body;
    const { body } = await act(no, 'dispatch', { departments: ['dept-it'] }, 'liaison-renminlu');
    expect(body).toMatchObject({ unitLabel: '人民路支行', dispatches: [{ department: 'dept-it', label: '科技部' }] });
    for (const { dueLabel } of body.clocks) expect(dueLabel).toEqual(IN_WORDS);
    const { items } = (await api.get(`/v1/complaints/${no}/timeline`)).body;
    expect(items.map((item: { label: string }) => item.label)).toContain('派单 · 科技部');
    expect(await api.client.workflow.getHandle(caseWorkflowId(no)).query('view')).toMatchObject({
      unit: '人民路支行',
    });
    const department = async (): Promise<unknown> => {
      const view = await api.client.workflow.getHandle(caseWorkflowId(no)).query<Record<string, never>>('view');
      return (view['dispatches'] as readonly { readonly department: string }[] | undefined)?.[0]?.department;
    };
    await expect.poll(department, { timeout: 10_000 }).toBe('科技部');
  });

  it('shows the past and the plan in time order, and why a clock is due', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000004') }))).body;
    const { items } = (await api.get(`/v1/complaints/${no}/timeline`, { 'Accept-Language': 'en' })).body;
    const instants = items.map((item: { at: string }) => item.at);
    expect(instants).toEqual(instants.toSorted());
    expect(
      items
        .filter((item: { kind: string }) => item.kind === 'planned')
        .map((item: { clock: string; rung: string }) => `${item.clock}/${item.rung}`),
    ).toEqual([
      'on-site/75%',
      'on-site/due',
      'outlet/due',
      'on-site/due+30m',
      'reply/75%',
      'reply/due',
      'reply/due+1h',
      'report/75%',
      'reply/due+3h',
      'report/due',
      'report/due+2h',
    ]);
    const explained = await api.get(`/v1/complaints/${no}/clocks/reply/explanation`);
    expect(explained.body).toMatchObject({ rule: 'S1-T4', label: '4小时内回复客户', segments: [{ reason: 'limit' }] });
    expect(explained.body.segments[0].from).toBe(explained.body.startedAt);
    expect(explained.body.segments.at(-1).to).toBe(explained.body.dueAt);
  });

  it('finds cases by number, receipt code and telephone number, page by page', async () => {
    const made = [];
    for (let index = 0; index < 5; index += 1)
      made.push((await api.post('/v1/complaints', outletComplaint({ complainant: caller('13911112222') }))).body);
    const first = await api.get('/v1/complaints?q=13911112222&limit=2');
    expect(first.body.items).toHaveLength(2);
    const seen = [...first.body.items];
    for (let cursor = first.body.nextCursor; cursor !== null;) {
      const next = await api.get(`/v1/complaints?q=13911112222&limit=2&cursor=${cursor}`);
      seen.push(...next.body.items);
      cursor = next.body.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen.map((item) => item.no))).toEqual(new Set(made.map((one) => one.no)));
    expect(
      (await api.get(`/v1/complaints?q=${made[0].receiptCode}`)).body.items.map((item: { no: string }) => item.no),
    ).toEqual([made[0].no]);
    expect((await api.get(`/v1/complaints?q=${made[1].no}`)).body.items.map((item: { no: string }) => item.no)).toEqual(
      [made[1].no],
    );
  });

  it('shows the complainant how far it is and nothing of the inside', async () => {
    const { no, receiptCode } = (
      await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000005') }))
    ).body;
    await act(no, 'accept');
    await act(no, 'reply', { outcome: 'explained' });
    const grouped = receiptCode.replace(/(\d{4})(?=\d)/g, '$1-');
    const { body } = await api.get(`/v1/progress/${grouped}`);
    expect(body).toMatchObject({ no, stage: 'accepted', label: '处理中', steps: [{ label: '回复客户' }] });
    expect([body.said.registeredAt, body.steps[0].atLabel]).toEqual([IN_WORDS, IN_WORDS]);
    expect(Object.keys(body)).not.toContain('class');
    expect(JSON.stringify(body)).not.toContain('handler');
    // Whoever looks has been told of it: figures count that (S3-K8).
    const { rowCount } = await api.db.query('select from progress_views where no = $1', [no]);
    expect(rowCount).toBe(1);
  });

  it('tells anybody by which documents, in which steps and within which limits complaints are handled (S3-R1)', async () => {
    const { status, body } = await api.get('/v1/progress/packs/cutover-emergency', { 'accept-language': 'zh' });
    expect(status).toBe(200);
    expect(body.process.map((one: { label: string }) => one.label).slice(2)).toEqual(['处理完毕', '办结']);
    expect(body.limits).toContainEqual({ label: '4小时内回复客户', limit: '{ 小时: 4 }', rule: 'S1-T4' });
    // The customer's own duty is no limit of the bank.
    expect(body.limits.map((one: { rule: string }) => one.rule)).not.toContain('S1-T7');
    expect(body.basis[0].title).toContain('突发事件');
    expect((await api.get('/v1/progress/packs/none')).status).toBe(404);
  });

  it('tells the complainant in words that a case was cancelled in the Temporal UI', async () => {
    const { no, receiptCode } = (
      await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000015') }))
    ).body;
    await act(no, 'accept');
    await api.client.workflow.getHandle(caseWorkflowId(no)).cancel();
    const progress = async (language: string): Promise<Answer['body']> =>
      (await api.get(`/v1/progress/${receiptCode}`, { 'accept-language': language })).body;
    await expect.poll(async () => (await progress('zh')).stage, { timeout: 20_000, interval: 200 }).toBe('withdrawn');
    expect(await progress('zh')).toMatchObject({ label: '已撤回', outcome: '由系统管理员撤销,如有疑问请联系受理单位' });
    expect(await progress('en')).toMatchObject({
      label: 'Withdrawn',
      outcome: 'Withdrawn by an administrator; if in doubt, please ask where you complained',
    });
  });

  it('sends every change to those who follow, and goes on where they stopped', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000006') }))).body;
    const stream = await fetch(`${api.url}/v1/events`, { headers: { 'Last-Event-ID': '0-0' } });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await act(no, 'accept');
    let text = '';
    while (!text.includes('"type":"CaseAccepted"') || !text.includes(no)) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    const ids = [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const last = ids.at(-2) ?? '';
    const again = await fetch(`${api.url}/v1/events`, { headers: { 'Last-Event-ID': last } });
    const next = again.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    while (!rest.includes('id: ')) rest += (await next?.read())?.value ?? '';
    await next?.cancel();
    expect(rest).toContain(`id: ${ids.at(-1)}`);
  });
});

describe('the contract', () => {
  it('simulates a script without storing anything', async () => {
    const before = await api.db.query('select count(*) as n from complaints');
    const at = '2026-11-23T09:00:00+08:00';
    const answer = await api.post('/v1/packs/cutover-emergency/simulate', {
      at,
      intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' },
      script: [{ at: '2026-11-23T09:30:00+08:00', action: 'close' }],
    });
    expect(answer.body).toMatchObject({
      class: 'formal',
      level: 'province',
      refused: [{ index: 0, code: 'action-not-allowed' }],
    });
    expect(answer.body.rungs[2]).toEqual({
      at: '2026-11-23T02:00:00.000Z',
      clock: 'outlet',
      occurrence: 1,
      rung: 'due',
      notify: ['outlet-head', 'branch-group'],
      escalatedTo: 'branch',
    });
    expect((await api.db.query('select count(*) as n from complaints')).rows).toEqual(before.rows);
  });

  it('checks a pack and says where it is wrong', async () => {
    const { pack } = (await api.get('/v1/packs/cutover-emergency')).body;
    expect((await api.post('/v1/packs/check', { source: JSON.stringify(pack) })).body).toMatchObject({
      ok: true,
      faults: [],
    });
    const broken = { ...pack, clocks: { ...pack.clocks, reply: { ...pack.clocks.reply, ladder: 'nowhere' } } };
    const answer = await api.send('/v1/packs/check', {
      method: 'POST',
      headers: { 'content-type': 'application/yaml' },
      body: JSON.stringify(broken, undefined, 2),
    });
    expect(answer.body).toMatchObject({
      ok: false,
      faults: [
        { code: 'unknown-ladder', path: 'clocks.reply.ladder' },
        { code: 'unused-ladder', path: 'ladders.reply' },
      ],
    });
    expect(answer.body.faults[0].line).toBeGreaterThan(1);
  });

  it('lists units and people, lateness, health and metrics', async () => {
    expect((await api.get('/v1/units')).body.items).toHaveLength(7);
    expect((await api.get('/v1/people?role=department-head')).body.items.map((one: { id: string }) => one.id)).toEqual([
      'it-head',
      'ops-head',
    ]);
    expect((await api.get('/v1/lateness?drills=true')).body).toMatchObject({ plain: 0, worst: [] });
    expect((await api.get('/livez')).body).toEqual({ status: 'ok' });
    expect((await api.get('/readyz')).body).toEqual({ status: 'ok', parts: { database: 'ok', temporal: 'ok' } });
    expect((await api.get('/metrics')).body).toContain(
      'redress_complaints_registered_total{pack="cutover-emergency",drill="true"}',
    );
    expect((await api.get('/metrics')).body).toContain('\nredress_messages_plain 0\n');
  });

  it('is a valid OpenAPI 3.1 document, and its page asks nobody outside', async () => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const contract = (await api.get('/openapi.json')).body;
    const result = await new Validator().validate(contract);
    expect(result.valid ? [] : result.errors).toEqual([]);
    const page = await api.get('/docs', { accept: 'text/html' });
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const [, asset] of page.body.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await api.send(asset, {})).status).toBe(200);
  });
});
