import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let no: string;

beforeAll(async () => {
  api = await startTestApi({ progressPerMinute: 10_000 });
  no = (await api.post('/v1/complaints', outletComplaint())).body.no;
});
afterAll(() => api.stop());

const codeOf = ({ status, body }: Answer): unknown => [status, body.code];
const cursor = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const OUT_OF_RANGE = [
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-23T18:00:00+16:00',
  '2026-11-23T18:00:00-23:59',
];

describe('a query that no database could be asked is refused with its place', () => {
  const asked = ['pack', 'stage', 'unit', 'level', 'category', 'channel', 'class', 'handler', 'q', 'cursor'];
  it.each(asked)('a NUL in %s', async (name) => {
    const answer = await api.get(`/v1/complaints?${name}=a%00b`);
    expect([...(codeOf(answer) as unknown[]), answer.body.errors[0].pointer]).toEqual([
      422,
      'field-invalid',
      `/${name}`,
    ]);
  });
  it.each(['unit', 'role'])('a NUL in the %s of people', async (name) =>
    expect(codeOf(await api.get(`/v1/people?${name}=%00`))).toEqual([422, 'field-invalid']),
  );
  it.each(OUT_OF_RANGE)('the instant %s', async (text) => {
    const given = encodeURIComponent(text);
    for (const address of [
      `/v1/complaints?dueBefore=${given}`,
      `/v1/lateness?from=${given}`,
      `/v1/lateness?to=${given}`,
    ])
      expect([address, ...(codeOf(await api.get(address)) as unknown[])]).toEqual([address, 422, 'field-invalid']);
  });
  it.each(['%', '%zz', '%E0%A4%A', '%C0%80', '%ff'])('the malformed encoding %s', async (text) =>
    expect(codeOf(await api.get(`/v1/complaints?q=${text}`))).toEqual([400, 'bad-request']),
  );
  it.each(['0x10', '1e2', '', ' 7', '1.0', '-1', '99999999999999999999'])('the number "%s"', async (text) =>
    expect(codeOf(await api.get(`/v1/complaints?limit=${encodeURIComponent(text)}`))).toEqual([422, 'field-invalid']),
  );
  it.each([
    ['nextDueAt', '1', 'x'],
    ['nextDueAt', '2026', 'x'],
    ['nextDueAt', '0000-01-01T00:00:00.000000Z', 'x'],
    ['nextDueAt', '2026-11-23T18:00:00.000000Z', 'a\0b'],
    ['nextDueAt', '2026-11-23T18:00:00.000000Z', '\ud800'],
    ['registeredAt', null, 'x'],
  ])('the cursor %j', async (sort, ...place) =>
    expect(codeOf(await api.get(`/v1/complaints?sort=${sort}&cursor=${cursor(sort, ...place)}`))).toEqual([
      422,
      'cursor',
    ]),
  );
});

describe('an address that names what nothing can be called leads nowhere', () => {
  const NAMES = ['%00', 'a%00b', 'x'.repeat(5_000), '%F0%9F%98%80', '%0A', '..%2F..'];
  it.each(NAMES)('%s', async (name) => {
    const addresses = [
      `/v1/complaints/${name}`,
      `/v1/complaints/${name}/timeline`,
      `/v1/complaints/${no}/clocks/${name}/explanation`,
      `/v1/packs/${name}`,
      `/v1/progress/${name}`,
    ];
    for (const address of addresses) expect((await api.get(address)).status).toBe(404);
  });
  it.each(NAMES)('%s, not even with an Idempotency-Key', async (name) => {
    const key = { 'Idempotency-Key': `k-${NAMES.indexOf(name)}` };
    expect((await api.post(`/v1/complaints/${name}/actions/accept`, {}, key)).status).toBe(404);
    expect((await api.post(`/v1/complaints/${no}/actions/${name}`, {}, key)).status).toBe(404);
    const period = { from: '2026-11-01', to: '2026-11-02' };
    expect(codeOf(await api.post(`/v1/packs/${name}/what-if`, period, key))).toEqual([404, 'pack-unknown']);
  });
});

describe('an action that every JavaScript object has is none', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s', async (action) =>
    expect(codeOf(await api.post(`/v1/complaints/${no}/actions/${action}`, {}))).toEqual([404, 'action-unknown']),
  );
});

describe('a moment out of range in a body is refused with its place', () => {
  it.each(OUT_OF_RANGE)('%s', async (text) => {
    const intake = { channel: 'hotline', unit: 'outlet-renminlu' };
    const at = '2026-11-23T18:00:00+08:00';
    const bodies: readonly (readonly [address: string, body: unknown, pointer: string])[] = [
      [
        '/v1/complaints',
        outletComplaint({ category: 'blueprint', fields: { promisedAt: text } }),
        '/fields/promisedAt',
      ],
      [`/v1/complaints/${no}/actions/accept`, { occurredAt: text }, '/occurredAt'],
      ['/v1/packs/cutover-emergency/simulate', { at: text, intake }, '/at'],
      ['/v1/packs/cutover-emergency/simulate', { at, intake, until: text }, '/until'],
      [
        '/v1/packs/cutover-emergency/simulate',
        { at, intake, script: [{ at: text, action: 'accept' }] },
        '/script/0/at',
      ],
      ['/v1/packs/cutover-emergency/what-if', { from: text, to: '2026-11-02' }, '/from'],
      ['/v1/packs/cutover-emergency/what-if', { from: '2026-11-02', to: text }, '/to'],
      ['/v1/class-freezes', { until: text.slice(0, 10) }, '/until'],
    ];
    for (const [address, body, pointer] of bodies) {
      // A day is of a day that exists whatever its offset.
      if (address === '/v1/class-freezes' && text.startsWith('2026-11-23')) continue;
      const answer = await api.post(address, body);
      expect([address, answer.status, answer.body.errors?.[0]?.pointer]).toEqual([address, 422, pointer]);
    }
  });
  it('a span that ends after all years', async () => {
    const body = outletComplaint({ category: 'blueprint', fields: { promisedAt: '+999999d' } });
    expect(codeOf(await api.post('/v1/complaints', body))).toEqual([422, 'field-invalid']);
  });
  it('a rehearsal in which something is said to have happened long ago', async () => {
    const made = await api.post('/v1/complaints', outletComplaint({ drill: { speed: 100_000 } }));
    const path = `/v1/complaints/${made.body.no}`;
    const acted = await api.post(
      `${path}/actions/comment`,
      { note: '很久以前', occurredAt: '1900-01-01T00:00:00Z' },
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect([acted.status, (await api.get(`${path}/timeline`)).status]).toEqual([200, 200]);
  });
});

describe('a text is measured in characters, as the contract measures it', () => {
  it('of 20,000 characters beyond the first plane is taken, of 20,001 not', async () => {
    expect((await api.post('/v1/complaints', outletComplaint({ demand: '😀'.repeat(20_000) }))).status).toBe(201);
    const long = await api.post('/v1/complaints', outletComplaint({ demand: '😀'.repeat(20_001) }));
    expect([...(codeOf(long) as unknown[]), long.body.errors]).toEqual([
      422,
      'field-invalid',
      [{ pointer: '/demand', detail: '不能超过 20000' }],
    ]);
  });
});

describe('a pack that no database could hold is refused with its place', () => {
  it.each(['"a\\0b"', '"\\uD800"'])('a title of %s', async (title) => {
    const source = `id: x\ntitle: { zh: ${title}, en: x }\n`;
    const answer = await api.post('/v1/packs/check', { source });
    expect([answer.status, answer.body.ok, answer.body.faults[0]?.line]).toEqual([200, false, 2]);
  });
});

describe('what is no HTTP for Node is refused in the same form', () => {
  async function raw(text: string): Promise<{ readonly status: number; readonly body: { readonly code: string } }> {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.end(text);
    let said = '';
    for await (const chunk of socket as AsyncIterable<Buffer>) said += chunk.toString('utf8');
    const [head = '', body = ''] = said.split('\r\n\r\n');
    expect(head).toContain('Content-Type: application/problem+json');
    return { status: Number(head.split(' ')[1]), body: JSON.parse(body) as { readonly code: string } };
  }
  it('an address of 20,000 characters', async () =>
    expect(await raw(`GET /v1/packs?${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).toMatchObject({
      status: 431,
      body: { status: 431, code: 'head-too-large' },
    }));
  it('a line that is none', async () =>
    expect(await raw('HELLO\r\n\r\n')).toMatchObject({ status: 400, body: { status: 400, code: 'bad-request' } }));
});
