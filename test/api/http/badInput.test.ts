import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let no: string;
let events: number;

beforeAll(async () => {
  api = await startTestApi();
  no = (
    await api.post('/v1/complaints', outletComplaint({ category: 'urgent-cash', complainant: caller('13900000100') }))
  ).body.no;
  await api.post(
    `/v1/complaints/${no}/actions/persuade`,
    { fields: { accepted: false } },
    { 'X-Redress-Actor': 'handler-renminlu' },
  );
  events = await historyLength();
});
afterAll(() => api.stop());

async function historyLength(): Promise<number> {
  return (await api.client.workflow.getHandle(caseWorkflowId(no)).describe()).historyLength;
}

async function rowsOf(): Promise<unknown> {
  const counts = await api.db.query(`select (select count(*) from complaints) as complaints, (select count(*)
      from events) as events, (select count(*) from notes) as notes,
    (select count(*) from idempotency_keys) as keys, (select count(*) from reservations) as reservations`);
  return counts.rows[0];
}

/** The request is refused with this status, code and pointer; no row and no history event comes of it. */
async function refused(ask: () => Promise<Answer>, status: number, code: string, pointer?: string): Promise<void> {
  const before = await rowsOf();
  const answer = await ask();
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status, type: `urn:redress:problem:${code}` });
  expect(answer.body.title).not.toBe('');
  expect(answer.body.detail).not.toBe('');
  if (pointer !== undefined)
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  expect(await rowsOf()).toEqual(before);
  expect(await historyLength()).toBe(events);
}

const raw = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): (() => Promise<Answer>) => {
  return () => api.send('/v1/complaints', { method: 'POST', headers: { 'content-type': type }, body });
};
const create =
  (over: Record<string, unknown>): (() => Promise<Answer>) =>
  () =>
    api.post('/v1/complaints', outletComplaint(over), { 'Idempotency-Key': 'k1' });
const act =
  (action: string, body: unknown, person = 'handler-renminlu'): (() => Promise<Answer>) =>
  () =>
    api.post(`/v1/complaints/${no}/actions/${action}`, body, {
      'X-Redress-Actor': person,
      'Idempotency-Key': `k-${action}`,
    });

describe('what cannot be read is refused before anything looks at it', () => {
  it('malformed JSON', () => refused(raw('{"pack": '), 400, 'malformed-json'));
  it('an empty body', () => refused(raw(''), 400, 'malformed-json'));
  it('a body that is not an object', () => refused(raw('[]'), 422, 'field-invalid'));
  it('bytes that are not UTF-8', () => refused(raw(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, 'not-utf8'));
  it('JSON nested 20,000 deep', () => refused(raw('['.repeat(20_000) + ']'.repeat(20_000)), 400, 'too-deep'));
  it('a body of 2 MB', () =>
    refused(raw(JSON.stringify(outletComplaint({ demand: '长'.repeat(700_000) }))), 413, 'too-large'));
  it('a wrong content type', () => refused(raw('pack=x', 'application/x-www-form-urlencoded'), 415, 'content-type'));
  it('text with a NUL', () =>
    refused(raw(JSON.stringify(outletComplaint({ demand: 'a\0b' }))), 422, 'field-invalid', '/demand'));
  it('text with half a character', () =>
    refused(
      raw(JSON.stringify(outletComplaint({ demand: 'x' })).replace('"x"', '"\\ud800"')),
      422,
      'field-invalid',
      '/demand',
    ));
  it('a key that would change prototypes', () => refused(raw('{"__proto__": {"pack": "x"}}'), 400, 'malformed-json'));
  it('an Idempotency-Key that is none', () =>
    refused(() => api.post('/v1/complaints', outletComplaint(), { 'Idempotency-Key': 'a b' }), 400, 'idempotency-key'));
});

describe('a new complaint that the pack does not take is refused', () => {
  it('unknown fields', () => refused(create({ urgent: true }), 422, 'field-unknown', '/urgent'));
  it('unknown fields of the pack', () =>
    refused(create({ fields: { colour: 'red' } }), 422, 'field-unknown', '/fields/colour'));
  it('unknown attributes of the complainant', () =>
    refused(create({ complainant: caller('13900000101', { shoe: 'xl' }) }), 422, 'field-unknown', '/complainant/shoe'));
  it('a tier that does not exist', () =>
    refused(
      create({ complainant: caller('13900000101', { tier: 'gold' }) }),
      422,
      'field-invalid',
      '/complainant/tier',
    ));
  it('an unknown pack', () => refused(create({ pack: 'nowhere' }), 422, 'pack-unknown', '/pack'));
  it('an unknown channel', () => refused(create({ channel: 'pigeon' }), 422, 'channel-unknown', '/channel'));
  it('no complainant who can be reached, but an e-mail address alone is enough, and found by', async () => {
    await refused(
      create({ complainant: { name: '测试', idNumber: 'X1234567' } }),
      422,
      'field-invalid',
      '/complainant',
    );
    const complainant = { name: '测试', email: 'only-mail@example.invalid' };
    const registered = await api.post('/v1/complaints', outletComplaint({ complainant }));
    expect(registered.status).toBe(201);
    expect((await api.get(`/v1/complaints/${registered.body.no}/complainant`)).body.complainant).toEqual(complainant);
    const found = await api.get('/v1/complaints?q=only-mail@example.invalid');
    expect(found.body.items.map((one: { no: string }) => one.no)).toEqual([registered.body.no]);
  });
  it('an unknown unit', () => refused(create({ unit: 'outlet-moon' }), 422, 'unit-unknown', '/unit'));
  it('an unknown category', () => refused(create({ category: 'weather' }), 422, 'category-unknown', '/category'));
  it('a kind of case that the pack does not take', () =>
    refused(create({ object: 'petition' }), 422, 'object-unknown', '/object'));
  it('a cutover case without its promised time', () =>
    refused(create({ category: 'blueprint' }), 422, 'field-missing', '/fields/promisedAt'));
  it('a promised time in the past', () =>
    refused(
      create({ category: 'blueprint', fields: { promisedAt: '2020-01-01T00:00:00+08:00' } }),
      422,
      'instant-in-the-past',
      '/fields/promisedAt',
    ));
  it('a promised time that is none', () =>
    refused(
      create({ category: 'blueprint', fields: { promisedAt: 'tomorrow' } }),
      422,
      'field-invalid',
      '/fields/promisedAt',
    ));
  it('a telephone number that is none', () =>
    refused(create({ complainant: caller('call me') }), 422, 'field-invalid', '/complainant/phone'));
  it('no telephone number', () =>
    refused(create({ complainant: { name: '测试' } }), 422, 'field-invalid', '/complainant'));
  it('a unit at a level that the pack does not have', () =>
    refused(create({ unit: 'dept-it' }), 422, 'field-invalid', '/unit'));
  it('no demand', () => refused(create({ demand: '  ' }), 422, 'field-invalid', '/demand'));
  it('an amount that is none', () =>
    refused(create({ fields: { fee: '4.001' } }), 422, 'field-invalid', '/fields/fee'));
  it('a rehearsal that does not go faster', () =>
    refused(create({ drill: { speed: 1 } }), 422, 'field-invalid', '/drill/speed'));
});

describe('an action that may not be is refused', () => {
  it('not allowed now, with what is', async () => {
    await refused(act('close', {}), 409, 'action-not-allowed');
    expect((await act('close', {})()).body.allowed).toContain('resolve');
  });
  it('by somebody who may not', () =>
    refused(act('resolve', { fields: { outcome: 'satisfied' } }, 'union-1'), 403, 'actor-not-allowed'));
  it('by somebody of another outlet', () => refused(act('accept', {}, 'handler-jiefanglu'), 403, 'actor-outside-unit'));
  it('by nobody who is known', () => refused(act('accept', {}, 'ghost'), 401, 'actor-unknown'));
  it('that the pack does not have', () => refused(act('teleport', {}), 404, 'action-unknown'));
  it('a payment above the cap', () =>
    refused(act('pay', { fields: { amount: '5000.01' } }), 422, 'above-cap', '/fields/amount'));
  it('without a required field', () => refused(act('pay', {}), 422, 'field-missing', '/fields/amount'));
  it('with an unknown field', () =>
    refused(act('accept', { fields: { mood: 'good' } }), 422, 'field-unknown', '/fields/mood'));
  it('with prose where a reference belongs', () =>
    refused(act('link', { fields: { no: '张三 13900001111' } }), 422, 'field-invalid', '/fields/no'));
  it('to a person who does not exist', () =>
    refused(act('assign', { fields: { handler: 'ghost' } }, 'head-renminlu'), 422, 'field-invalid', '/fields/handler'));
  it('to a department that does not exist', () =>
    refused(act('dispatch', { fields: { departments: ['dept-moon'] } }), 422, 'field-invalid', '/fields/departments'));
  it('that is said to have happened in the future', () =>
    refused(act('accept', { occurredAt: '2999-01-01T00:00:00Z' }), 422, 'instant-in-the-future', '/occurredAt'));
  it('a comment without words', () => refused(act('comment', {}), 422, 'field-missing', '/note'));
  it('on a case that does not exist', () =>
    refused(() => api.post('/v1/complaints/20200101-000001/actions/accept', {}), 404, 'complaint-unknown'));
});

describe('reading what is not there is refused', () => {
  it('an unknown case', () => refused(() => api.get('/v1/complaints/20200101-000001'), 404, 'complaint-unknown'));
  it('an unknown receipt code', () => refused(() => api.get('/v1/progress/0000000000000000'), 404, 'receipt-unknown'));
  it('a receipt code that is none', () => refused(() => api.get('/v1/progress/%00'), 404, 'receipt-unknown'));
  it('an unknown clock', () =>
    refused(() => api.get(`/v1/complaints/${no}/clocks/moon/explanation`), 404, 'clock-unknown'));
  it('an unknown pack', () => refused(() => api.get('/v1/packs/moon'), 404, 'pack-unknown'));
  it('an unknown filter', () => refused(() => api.get('/v1/complaints?colour=red'), 422, 'field-unknown', '/colour'));
  it('a page of 10,000', () => refused(() => api.get('/v1/complaints?limit=10000'), 422, 'field-invalid', '/limit'));
  it('a cursor of another list', () => refused(() => api.get('/v1/complaints?cursor=abc'), 422, 'cursor', '/cursor'));
  it('an address with nothing behind it', () => refused(() => api.get('/v1/nothing'), 404, 'route-unknown'));
  it('an address that cannot be decoded', () => refused(() => api.get('/v1/complaints/%E0%A4%A'), 400, 'bad-request'));
  it('a method that it does not take', () => refused(() => api.send('/v1/packs', { method: 'DELETE' }), 405, 'method'));
});
