import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('a retry', () => {
  it('of fifty clients at once with one key registers one complaint, and all are told the same', async () => {
    const body = outletComplaint({ complainant: caller('13900000200') });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => api.post('/v1/complaints', body, { 'Idempotency-Key': 'same' })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 50 }, () => 201));
    expect(new Set(answers.map((answer) => answer.body.no)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(49);
    const found = await api.db.query('select count(*) as n from complaints');
    expect(found.rows[0].n).toBe(1);
  });

  it('with another body is a mistake of the client', async () => {
    await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000201') }), {
      'Idempotency-Key': 'two',
    });
    const answer = await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000202') }), {
      'Idempotency-Key': 'two',
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('of an action gives the first answer, also when many ask at once', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000203') }))).body;
    const ask = (): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/complaints/${no}/actions/reply`,
        { fields: { outcome: 'explained' } },
        { 'Idempotency-Key': 'reply-1', 'X-Redress-Actor': 'handler-renminlu' },
      );
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
    const replies = await api.db.query("select count(*) as n from events where no = $1 and type = 'StepRecorded'", [
      no,
    ]);
    expect(replies.rows[0].n).toBe(1);
    const again = await ask();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body.no).toBe(no);
  });

  it('after a refusal may succeed: nothing had happened under the key', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000204') }))).body;
    const close = (): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/complaints/${no}/actions/close`,
        {},
        { 'Idempotency-Key': 'close-1', 'X-Redress-Actor': 'handler-renminlu' },
      );
    expect((await close()).status).toBe(409);
    await api.post(
      `/v1/complaints/${no}/actions/resolve`,
      { fields: { outcome: 'satisfied' } },
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect((await close()).status).toBe(200);
  });

  it('of an action gives the first answer although the case has gone on, and little is kept for that', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000206') }))).body;
    const act = (action: string, fields: object = {}): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/complaints/${no}/actions/${action}`,
        { fields },
        { 'Idempotency-Key': `small-${action}`, 'X-Redress-Actor': 'handler-renminlu' },
      );
    const first = await act('accept');
    expect((await act('reply', { outcome: 'explained' })).status).toBe(200);
    const again = await act('accept');
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    const { rows } = await api.db.query("select body from idempotency_keys where key = 'small-accept'");
    expect(rows).toEqual([{ body: { seq: first.body.seq } }]);
  });

  it('of the action that ended the case is answered, although the case can be asked nothing more', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000205') }))).body;
    const act = (action: string, fields: object = {}): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/complaints/${no}/actions/${action}`,
        { fields },
        { 'Idempotency-Key': `the-${action}`, 'X-Redress-Actor': 'handler-renminlu' },
      );
    await act('reply', { outcome: 'explained' });
    await act('report');
    await act('resolve', { outcome: 'satisfied' });
    expect((await act('close')).status).toBe(200);
    const workflow = api.client.workflow.getHandle(caseWorkflowId(no));
    await expect.poll(async () => (await workflow.describe()).status.name, { timeout: 10_000 }).toBe('COMPLETED');
    const before = await readLog(api.db, no);
    // The process died after the case had recorded it and before it kept the answer.
    await api.db.query("update idempotency_keys set status = null, body = null where key = 'the-close'");
    expect(await act('close')).toMatchObject({ status: 200, body: { stage: 'closed', seq: before.length } });
    expect(await readLog(api.db, no)).toEqual(before);
  });

  it('of a question gives the first answer too, and another question needs another key', async () => {
    const intake = { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' };
    const ask = (at: string): ReturnType<TestApi['post']> =>
      api.post('/v1/packs/cutover-emergency/simulate', { at, intake, script: [] }, { 'Idempotency-Key': 'what-if' });
    const first = await ask('2026-11-24T09:00:00+08:00');
    const again = await ask('2026-11-24T09:00:00+08:00');
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null]);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect(again.body).toEqual(first.body);
    expect(await ask('2026-11-24T10:00:00+08:00')).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });
});

describe('payments for one customer through five cases at once', () => {
  it('never exceed the cap together', async () => {
    const complainant = caller('13900000205');
    const numbers: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const { no } = (await api.post('/v1/complaints', outletComplaint({ category: 'urgent-cash', complainant }))).body;
      await api.post(
        `/v1/complaints/${no}/actions/persuade`,
        { fields: { accepted: false } },
        { 'X-Redress-Actor': 'handler-renminlu' },
      );
      numbers.push(no);
    }
    const answers = await Promise.all(
      numbers.map((no, index) =>
        index < 3
          ? api.post(
              `/v1/complaints/${no}/actions/pay`,
              { fields: { amount: '2000.00' } },
              { 'X-Redress-Actor': 'handler-renminlu' },
            )
          : api.client.workflow
              .getHandle(caseWorkflowId(no))
              .signal('pay', { actor: 'handler-renminlu', fields: { amount: '2000.00' } }),
      ),
    );
    expect(answers).toHaveLength(5);
    // A signal has no answer: wait until each has left a trace in its case's log.
    const traces = async (): Promise<number> =>
      (
        await api.db.query(
          "select count(distinct no) as n from events where no = any($1) and type in ('ApprovalRequested', " +
            "'ActionRefused')",
          [numbers.slice(3)],
        )
      ).rows[0].n;
    await expect.poll(traces, { timeout: 20_000 }).toBe(2);
    const held = await api.db.query(
      "select sum(amount) as sum, count(*) as n from reservations where status <> 'released' and no = any($1)",
      [numbers],
    );
    expect([Number(held.rows[0].sum), Number(held.rows[0].n)]).toEqual([400_000, 2]);
    const asked = await api.db.query(
      "select count(*) as n from events where no = any($1) and type = 'ApprovalRequested'",
      [numbers],
    );
    expect(asked.rows[0].n).toBe(2);
  });
});
