import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { inheritedNames } from '../../support/tools/inheritedNames.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

type Ask = (name: string) => Promise<Answer>;

let api: TestApi;
let open: string;
let closed: string;

beforeAll(async () => {
  api = await startTestApi();
  open = await registered('13900000701', 'urgent-cash');
  await did(open, 'dispatch', { departments: ['dept-operations'] });
  await did(open, 'persuade', { accepted: false });
  await did(open, 'pay', { amount: '10.00' });
  closed = await registered('13900000702');
  await did(closed, 'reply', { outcome: 'explained' });
  await did(closed, 'resolve', { outcome: 'satisfied' });
});
afterAll(() => api.stop());

async function registered(phone: string, category = 'non-blueprint'): Promise<string> {
  return (await api.post('/v1/complaints', outletComplaint({ complainant: caller(phone), category }))).body.no;
}
const act = (no: string, action: string, fields: Record<string, unknown>, person: string): Promise<Answer> =>
  api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
async function did(no: string, action: string, fields: Record<string, unknown>): Promise<void> {
  expect((await act(no, action, fields, 'handler-renminlu')).status).toBe(200);
}

/** A request that would be taken, but for the name in one place of it. */
const create =
  (over: (name: string) => Record<string, unknown>): Ask =>
  (name) =>
    api.post('/v1/complaints', outletComplaint(over(name)));
const asked =
  (action: string, fields: (name: string) => Record<string, unknown>, person = 'handler-renminlu'): Ask =>
  (name) =>
    act(open, action, fields(name), person);
const path =
  (address: (name: string) => string): Ask =>
  (name) =>
    api.get(address(encodeURIComponent(name)));
const filter = (list: string, by: string): Ask => path((name) => `${list}?${by}=${name}`);
const simulated =
  (over: (name: string) => Record<string, unknown>): Ask =>
  (name) =>
    api.post('/v1/packs/cutover-emergency/simulate', {
      at: '2026-11-23T09:00:00+08:00',
      intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint', ...over(name) },
    });
/** Text, so that `__proto__` is a key of its own. */
const withKey =
  (address: () => string, body: (key: string) => string): Ask =>
  (name) =>
    api.send(address(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Redress-Actor': 'handler-renminlu' },
      body: body(JSON.stringify(name)),
    });
const complaintWith = (part: string): string => JSON.stringify(outletComplaint()).replace(/\}$/, `, ${part}}`);

const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const INPUTS: Readonly<Record<string, Ask>> = {
  'the pack of a registration': create((pack) => ({ pack })),
  'the kind of case': create((object) => ({ object })),
  'the channel': create((channel) => ({ channel })),
  'the unit': create((unit) => ({ unit })),
  'the category': create((category) => ({ category })),
  'a listed attribute of the complainant': create((tier) => ({ complainant: caller('13900000703', { tier }) })),
  'a field of a registration': withKey(
    () => '/v1/complaints',
    (key) => complaintWith(`"fields": {${key}: "x"}`),
  ),
  'an attribute of the complainant': withKey(
    () => '/v1/complaints',
    (key) => complaintWith(`"complainant": {"name": "测试", "phone": "13900000704", ${key}: "x"}`),
  ),
  'a key of a registration': withKey(
    () => '/v1/complaints',
    (key) => complaintWith(`${key}: "x"`),
  ),
  'an action': (name) => act(open, encodeURIComponent(name), {}, 'handler-renminlu'),
  'a field of an action': withKey(
    () => `/v1/complaints/${open}/actions/reply`,
    (key) => `{"fields": {"outcome": "explained", ${key}: "x"}}`,
  ),
  'a listed value of a step': asked('reply', (outcome) => ({ outcome })),
  'an outcome': asked('resolve', (outcome) => ({ outcome })),
  'a reason': asked('withdraw', (reason) => ({ reason })),
  'the level of an escalation': asked('escalate', (to) => ({ to })),
  'a handler': asked('assign', (handler) => ({ handler }), 'head-renminlu'),
  'the unit of an assignment': asked('assign', (unit) => ({ unit }), 'head-renminlu'),
  'the departments of a dispatch': asked('dispatch', (name) => ({ departments: [name] })),
  'a dispatch': asked('answer-dispatch', (dispatch) => ({ dispatch }), 'ops-head'),
  'the department of a re-routing': asked(
    're-route',
    (department) => ({ department, reason: 'no-capacity' }),
    'ops-head',
  ),
  'the reason of a refused dispatch': asked('refuse-dispatch', (reason) => ({ reason }), 'ops-head'),
  'an approval': asked('approve', (request) => ({ request }), 'head-renminlu'),
  'the category of a reclassification': asked(
    'reclassify',
    (category) => ({ category, reason: 'mistake' }),
    'liaison-renminlu',
  ),
  'the reason of a reclassification': asked(
    'reclassify',
    (reason) => ({ category: 'atm', reason }),
    'liaison-renminlu',
  ),
  'an added channel': asked('add-channel', (channel) => ({ channel }), 'liaison-renminlu'),
  'a linked case': asked('link', (no) => ({ no })),
  'the kind of a link': asked('link', (kind) => ({ no: closed, kind })),
  'the case of a merger': asked('merge', (into) => ({ into }), 'liaison-renminlu'),
  'a field that is corrected': asked('edit', (name) => Object.fromEntries([[name, 'x']])),
  'the reason of a reopening': (reason) => act(closed, 'reopen', { reason }, 'head-renminlu'),
  'a case': path((name) => `/v1/complaints/${name}`),
  'the timeline of a case': path((name) => `/v1/complaints/${name}/timeline`),
  'a clock': path((name) => `/v1/complaints/${open}/clocks/${name}/explanation`),
  'a receipt code': path((name) => `/v1/progress/${name}`),
  ...Object.fromEntries(
    ['pack', 'stage', 'unit', 'level', 'category', 'channel', 'class', 'handler', 'sort', 'cursor', 'overdue'].map(
      (by) => [`the filter ${by}`, filter('/v1/complaints', by)],
    ),
  ),
  'a filter of any name': path((name) => `/v1/complaints?${name}=x`),
  'the unit of people': filter('/v1/people', 'unit'),
  'the role of people': filter('/v1/people', 'role'),
  'a pack': path((name) => `/v1/packs/${name}`),
  'the pack of a simulation': (name) =>
    api.post(`/v1/packs/${encodeURIComponent(name)}/simulate`, {
      at: '2026-11-23T09:00:00+08:00',
      intake: { channel: 'outlet', unit: 'outlet-renminlu' },
    }),
  'the channel of a simulation': simulated((channel) => ({ channel })),
  'the category of a simulation': simulated((category) => ({ category })),
  'the kind of case of a simulation': simulated((object) => ({ object })),
  'a field of a simulation': simulated((name) => ({ fields: Object.fromEntries([[name, 'x']]) })),
  'a listed attribute in a simulation': simulated((tier) => ({ complainant: { tier } })),
  'an attribute of the complainant of a simulation': simulated((name) => ({
    complainant: Object.fromEntries([[name, 'x']]),
  })),
  'the pack of a what-if': (name) => api.post(`/v1/packs/${encodeURIComponent(name)}/what-if`, PERIOD),
  'the version of a what-if': (version) =>
    api.post('/v1/packs/cutover-emergency/what-if', { ...PERIOD, pack: { version } }),
  'the pack of a closed period': (pack) => api.post('/v1/class-freezes', { until: '2026-11-01', pack }),
  'the last case of a closed period': (after) => api.post('/v1/class-freezes', { until: '2026-11-01', after }),
  'who asks': (name) => api.get('/v1/complaints', { 'X-Redress-Actor': name }),
};

/** Of what is not there on the case. */
const NOT_THERE: readonly unknown[] = ['level-not-higher', 'dispatch-not-found', 'approval-not-found'];

async function rowsOf(): Promise<unknown> {
  return (
    await api.db.query(`select (select count(*) from complaints) as complaints, (select count(*) from events) as events,
      (select count(*) from notes) as notes, (select count(*) from reservations) as reservations`)
  ).rows[0];
}

describe('a name that every object has is refused as unknown', () => {
  it.each(Object.entries(INPUTS))('as %s', async (_, ask) => {
    const before = await rowsOf();
    for (const name of inheritedNames) {
      const { status, body } = await ask(name);
      const saidOfIt = [400, 401, 404, 422].includes(status) || NOT_THERE.includes(body.code);
      expect([name, status, body.code, saidOfIt]).toEqual([name, status, body.code, true]);
    }
    expect(await rowsOf()).toEqual(before);
  });

  it('wherever and however often it stands in a registration', async () => {
    const before = await rowsOf();
    const places = ['pack', 'object', 'channel', 'unit', 'category'];
    const wrong = fc.dictionary(fc.constantFrom(...places), fc.constantFrom(...inheritedNames), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(wrong, async (over) => {
        expect((await api.post('/v1/complaints', outletComplaint(over))).status).toBe(422);
      }),
      { numRuns: 60 },
    );
    expect(await rowsOf()).toEqual(before);
  });

  it('in the script of a simulation, where it is said of each action', async () => {
    const answer = await api.post('/v1/packs/cutover-emergency/simulate', {
      at: '2026-11-23T09:00:00+08:00',
      intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' },
      script: inheritedNames.flatMap((name) => [
        { at: '2026-11-23T09:01:00+08:00', action: name },
        { at: '2026-11-23T09:01:00+08:00', action: 'resolve', actor: name, fields: { outcome: 'satisfied' } },
        { at: '2026-11-23T09:01:00+08:00', action: 'reply', fields: { outcome: name } },
      ]),
    });
    expect(answer.body.refused.map(({ code }: { code: string }) => code)).toEqual(
      inheritedNames.flatMap(() => ['action-unknown', 'actor-not-allowed', 'field-invalid']),
    );
  });

  it('in the text of a pack, with its place', async () => {
    const source = `id: more\nextends: cfpb\nversion: 9.0.0\n`;
    const word = '{ zh: 甲, en: A }';
    const named = (name: string): readonly string[] => [
      `${name}: {}`,
      ...['channels', 'fields', 'categories', 'steps', 'lists', 'messages', 'approvals', 'clocks', 'ladders', 'scripts']
        .map((part) => `${part}: { ${name}: { title: ${word} } }`)
        .concat(
          `steps: { visit: { title: ${word}, by: [handler], fields: { ${name}: { title: ${word}, type: text } } } }`,
        )
        .concat(`lists: { tiers: { ${name}: ${word} } }`),
    ];
    for (const name of inheritedNames)
      for (const part of named(name)) {
        const { status, body } = await api.post('/v1/packs/check', { source: source + part });
        expect([part, status, body.ok]).toEqual([part, 200, false]);
        expect([part, body.faults.map((fault: { line: number }) => fault.line)]).toEqual([
          part,
          expect.arrayContaining([4]),
        ]);
      }
  });
});
