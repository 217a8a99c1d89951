import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { recordedHistories } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';
import { STATE_QUERY } from '../../contracts/complaintWorkflow.ts';

/** Marked so that any trace of them is found. */
const MARKS = {
  name: '甄隐私',
  phone: '13955550001',
  email: 'zhenyinsi@example.invalid',
  idNumber: '110101199003071234',
  address: '无名路九十九号',
  demand: '机密诉求文字',
  prose: '机密备注文字',
  key: 'secret-key-55550001',
  reference: '110101199003075678',
};
const WORDS = Object.values(MARKS);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/**
 * Everything of Temporal about the case: history with its payloads opened, memo, search attributes, current details.
 */
async function everythingOf(no: string): Promise<string> {
  const handle = api.client.workflow.getHandle(caseWorkflowId(no));
  const json = historyToJSON(await handle.fetchHistory());
  const opened = json.replace(/"data":\s*"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
  const described = await handle.describe();
  const raw = JSON.stringify(described.raw, (_, value: unknown) =>
    value instanceof Uint8Array
      ? Buffer.from(value).toString('utf8')
      : typeof value === 'bigint'
        ? String(value)
        : value,
  );
  const view = JSON.stringify([await handle.query('view'), await handle.query(STATE_QUERY)]);
  return [json, opened, raw, view].join('\n');
}

describe('nothing personal', () => {
  it('is in any history, search attribute, memo, log line or metric, whatever is done to a case', async () => {
    const complainant = {
      name: MARKS.name,
      phone: MARKS.phone,
      email: MARKS.email,
      idNumber: MARKS.idNumber,
      address: MARKS.address,
      tier: 'vip',
    };
    const created = await api.post(
      '/v1/complaints',
      outletComplaint({
        category: 'urgent-cash',
        complainant,
        demand: MARKS.demand,
        reference: { system: 'old-crm', id: MARKS.reference },
      }),
      { 'Idempotency-Key': MARKS.key },
    );
    const { no, receiptCode } = created.body;
    const pack = (await api.get('/v1/packs/cutover-emergency')).body.pack;
    const fieldsOf: Record<string, Record<string, unknown>> = {
      assign: { handler: 'handler-renminlu' },
      dispatch: { departments: ['dept-it', 'dept-operations'] },
      'answer-dispatch': { dispatch: 'd1', substantive: true },
      're-route': { dispatch: 'd2', department: 'dept-it', reason: 'not-our-business' },
      'refuse-dispatch': { dispatch: 'd2', reason: 'no-capacity' },
      'rule-dispatch': { dispatch: 'd2', valid: true },
      resolve: { outcome: 'satisfied' },
      reopen: { reason: 'new-facts' },
      reject: { reason: 'not-justified' },
      reclassify: { category: 'atm', reason: 'mistake' },
      'add-channel': { channel: 'regulator' },
      link: { no },
      promise: { promisedAt: '+6h' },
      edit: { fee: '5.00' },
      arrive: { evidence: MARKS.prose },
      reply: { outcome: 'explained' },
      persuade: { accepted: false },
      pay: { amount: '100.00' },
      'waive-fee': { amount: '4.00', reason: MARKS.prose },
      'find-liability': { verdict: 'shared' },
      'open-accountability': { measure: 'retraining' },
    };
    const everybody = [
      'handler-renminlu',
      'head-renminlu',
      'liaison-renminlu',
      'group-1',
      'leader',
      'press-1',
      'ops-head',
      'it-head',
      'centre-1',
      'local',
    ];
    const last = ['resolve', 'close', 'reopen', 'withdraw'];
    const actions = [
      ...Object.keys(pack.steps),
      ...Object.keys(pack.actions).filter((action) => !last.includes(action)),
      ...last.slice(0, 3),
      'promise',
    ];
    const done: string[] = [];
    for (const action of ['persuade', 'pay', 'reclassify', ...actions]) {
      for (const person of everybody) {
        const body = { fields: fieldsOf[action] ?? {}, note: MARKS.prose };
        const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, body, {
          'X-Redress-Actor': person,
          'Idempotency-Key': `${MARKS.key}-${action}-${person}`,
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200) continue;
        done.push(action);
        break;
      }
    }
    expect(new Set(done).size).toBeGreaterThanOrEqual(20);
    await api.get(`/v1/progress/${receiptCode}`);
    await api.get(`/v1/complaints?q=${MARKS.phone}`);
    await api.post('/v1/complaints', outletComplaint({ complainant: { ...complainant, phone: MARKS.demand } }));
    const logs = api.logged.join('\n');
    const figures = String((await api.get('/metrics')).body);
    const temporal = await everythingOf(no);
    const mails = JSON.stringify(api.told.filter((mail) => mail.no === no));
    for (const word of [...WORDS, receiptCode]) {
      expect(temporal).not.toContain(word);
      expect(logs).not.toContain(word);
      expect(figures).not.toContain(word);
      expect(mails).not.toContain(word);
    }
    // In the database only what is sealed knows them.
    for (const table of [
      'complaints',
      'cases',
      'events',
      'notes',
      'notifications',
      'idempotency_keys',
      'reservations',
      'clocks',
      'rungs',
    ]) {
      const rows = JSON.stringify((await api.db.query(`select * from ${table}`)).rows);
      for (const word of [...WORDS.filter((one) => one !== MARKS.key), receiptCode]) expect(rows).not.toContain(word);
    }
    // And yet it is all there for those who may read it.
    const timeline = JSON.stringify((await api.get(`/v1/complaints/${no}/timeline`)).body);
    expect(timeline).toContain(MARKS.prose);
    expect((await api.get(`/v1/complaints/${no}/complainant`)).body).toMatchObject({
      demand: MARKS.demand,
      complainant: { name: MARKS.name },
    });
  });

  it('is in a recorded history', () => {
    for (const { name, history } of recordedHistories()) {
      const text = JSON.stringify(history).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_, data: string) =>
        Buffer.from(data, 'base64').toString('utf8'),
      );
      for (const word of ['测试甲', '1391000', '请说明情况', '@example'])
        expect([name, text.includes(word)]).toEqual([name, false]);
    }
  });
});
