import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let no: string;
let named: string;

beforeAll(async () => {
  api = await startTestApi();
  no = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000711') }))).body.no;
  named = (
    await api.post(
      '/v1/complaints',
      outletComplaint({ complainant: caller('13900000712'), fields: { namedPerson: 'head-renminlu' } }),
    )
  ).body.no;
});
afterAll(() => api.stop());

const send = (action: string, body: unknown, person: string, of = no, type = 'application/json'): Promise<Answer> =>
  api.send(`/v1/complaints/${of}/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': type, 'X-Redress-Actor': person },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Bodies with faults of every kind: of the pack's fields, of the request's form, and none that could be read. */
const FAULTY: readonly (readonly [what: string, body: unknown])[] = [
  ['a field that is unknown', { fields: { mood: 'good' } }],
  ['a value that is not listed', { fields: { reason: 'constructor', outcome: 'constructor' } }],
  ['a person who does not exist', { fields: { handler: 'ghost' } }],
  ['required fields left out', {}],
  ['a key that is unknown', { colour: 'red' }],
  ['fields that are none', { fields: 7 }],
  ['a moment that is none', { occurredAt: 'yesterday' }],
  ['a moment in the future', { occurredAt: '2999-01-01T00:00:00Z' }],
  ['a list', []],
  ['no JSON', '{'],
  ['nothing', ''],
];

describe.each(FAULTY)('an action with %s', (_, body) => {
  it('that is not of this stage is refused as such, with what is allowed', async () => {
    const answer = await send('reopen', body, 'head-renminlu');
    expect([answer.status, answer.body.code]).toEqual([409, 'action-not-allowed']);
    expect(answer.body.allowed).toContain('assign');
  });
  it('that is for other roles is refused as such', async () => {
    const answer = await send('resolve', body, 'union-1');
    expect([answer.status, answer.body.code]).toEqual([403, 'actor-not-allowed']);
  });
  it('of somebody of another unit is refused as such', async () => {
    const answer = await send('resolve', body, 'handler-jiefanglu');
    expect([answer.status, answer.body.code]).toEqual([403, 'actor-outside-unit']);
  });
  it('that does not apply to the case is refused as such', async () => {
    const answer = await send('persuade', body, 'handler-renminlu');
    expect([answer.status, answer.body.code]).toEqual([409, 'condition-not-met']);
  });
  it('that the pack does not have is unknown', async () => {
    const answer = await send('constructor', body, 'handler-renminlu');
    expect([answer.status, answer.body.code]).toEqual([404, 'action-unknown']);
  });
});

describe('an action that may be done', () => {
  it.each(FAULTY.filter(([what]) => what !== 'required fields left out'))('is told of %s', async (_, body) => {
    expect([400, 422]).toContain((await send('assign', body, 'head-renminlu')).status);
  });
  it('is asked for in JSON', async () =>
    expect((await send('assign', '{}', 'head-renminlu', no, 'text/plain')).status).toBe(415));
});

describe('an action by somebody who may not know of the case', () => {
  it.each(FAULTY)('finds no case, whatever is sent: %s', async (_, body) => {
    const answer = await send('resolve', body, 'head-renminlu', named);
    expect([answer.status, answer.body.code]).toEqual([404, 'complaint-unknown']);
  });
});
