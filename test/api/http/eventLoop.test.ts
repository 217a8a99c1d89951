import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoopWatch } from '../../support/tools/loopWatch.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

/** Longest that any request may keep all others waiting, ms. */
const MOST_MS = 100;

let api: TestApi;
let no: string;
let watch: LoopWatch;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
  no = (await api.post('/v1/complaints', outletComplaint())).body.no;
  // Once through each route: what is compiled at first use is not what a request costs.
  for (const [path, body] of Object.entries(SOUND)) await api.post(path.replace(':no', no), body);
  watch = new LoopWatch();
});
afterAll(async () => {
  watch.stop();
  await api.stop();
});

const AT = '2026-11-23T09:00:00+08:00';
const intake = { channel: 'outlet', unit: 'outlet-renminlu', category: 'non-blueprint' };
const SOUND: Readonly<Record<string, unknown>> = {
  '/v1/complaints': outletComplaint(),
  '/v1/complaints/:no/actions/comment': { note: '已电话说明' },
  '/v1/packs/check': { source: 'id: x' },
  '/v1/packs/cutover-emergency/simulate': { at: AT, intake },
  '/v1/packs/cutover-emergency/what-if': { from: '2026-11-01', to: '2026-11-30' },
  '/v1/class-freezes': { until: '2020-11-30' },
};

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const keyed = (count: number, value: unknown = 1, prefix = 'key'): Record<string, unknown> =>
  Object.fromEntries(many(count, (index) => [`${prefix}-${index}`, value]));
/** As large as a body may be. */
const LONG = 'x'.repeat(255_000);
const json = (value: unknown): string => JSON.stringify(value);

/** What is wrong with any body, whatever the route. */
const ANY: readonly (readonly [string, string])[] = [
  ['a body as large as it may be', json({ odd: LONG })],
  ['a key as large as a body may be', json({ [LONG]: 1 })],
  ['more unknown keys than a body may hold', json(keyed(20_000))],
  ['as many unknown keys as a body may hold', json(keyed(4_900))],
  ['as many unknown keys as long as they may be', json(keyed(2_400, 1, 'k'.repeat(95)))],
  ['more keys than an object may have, in as many objects as there may be', json(many(20, () => keyed(240)))],
  ['as many unknown keys as an object may have', json(keyed(200))],
  ['as many empty lists as a body may hold', json(many(4_900, () => []))],
  ['lists inside each other', '['.repeat(250_000)],
  ['a list of numbers', `[${'1,'.repeat(127_000)}1]`],
  ['escapes', `"${'\\u4e00'.repeat(42_000)}"`],
  ['half characters', `{"a":"${'\\ud800'.repeat(42_000)}"}`],
  ['quotes that never end', `{"a":"${'\\"'.repeat(127_000)}`],
  ['spaces', ' '.repeat(255_000)],
  ['digits', '1'.repeat(255_000)],
];

const action = (body: unknown): readonly [string, string] => [`/v1/complaints/${no}/actions/comment`, json(body)];
const scripted = (script: unknown, more: object = {}): readonly [string, string] => [
  '/v1/packs/cutover-emergency/simulate',
  json({ at: AT, intake, script, ...more }),
];

/** The most work that a body of each route may ask for: path, body. */
const WORST: Readonly<Record<string, () => readonly [string, string]>> = {
  'a complaint with many unknown fields': () => ['/v1/complaints', json(outletComplaint({ fields: keyed(200) }))],
  'a complaint with many fields of the wrong kind': () => [
    '/v1/complaints',
    json(outletComplaint({ fields: keyed(200, {}) })),
  ],
  'a complaint with many fields of long names': () => [
    '/v1/complaints',
    json(outletComplaint({ fields: keyed(200, 1, 'k'.repeat(1_000)) })),
  ],
  'a complainant with many attributes': () => [
    '/v1/complaints',
    json(outletComplaint({ complainant: caller('13900000000', keyed(190)) })),
  ],
  'a complainant with many attributes of the wrong kind': () => [
    '/v1/complaints',
    json(outletComplaint({ complainant: caller('13900000000', keyed(190, [])) })),
  ],
  'many representatives': () => [
    '/v1/complaints',
    json(outletComplaint({ complainant: caller('13900000000', { representatives: many(2_400, () => ({})) }) })),
  ],
  'a telephone number of brackets': () => [
    '/v1/complaints',
    json(outletComplaint({ complainant: caller(`1${'('.repeat(250_000)}`) })),
  ],
  'a telephone number of digits and spaces': () => [
    '/v1/complaints',
    json(outletComplaint({ complainant: caller('1 '.repeat(125_000)) })),
  ],
  'an address of dots': () => [
    '/v1/complaints',
    json(
      outletComplaint({
        complainant: caller('13900000000', { email: `${'a.'.repeat(60_000)}@${'a.'.repeat(60_000)}` }),
      }),
    ),
  ],
  'an instant of digits': () => [
    '/v1/complaints',
    json(outletComplaint({ fields: { promisedAt: '+'.repeat(3_999) } })),
  ],
  'a demand of spaces': () => ['/v1/complaints', json(outletComplaint({ demand: `${' '.repeat(250_000)}x` }))],
  'an action with many unknown fields': () => action({ fields: keyed(200) }),
  'an action with many fields of the wrong kind': () => action({ fields: keyed(200, {}) }),
  'an action with as many lists as there may be': () =>
    action({
      fields: keyed(
        90,
        many(50, () => 'x'),
      ),
    }),
  'an action with a note as long as a body': () => action({ note: LONG }),
  'a period of odd dates': () => ['/v1/class-freezes', json({ until: LONG })],
  'a period of all times': () => ['/v1/class-freezes', json({ until: '2026-11-30', limit: 500 })],
  'the longest script': () => scripted(many(200, () => ({ at: AT, action: 'comment', fields: {}, actor: 'handler' }))),
  'the longest script of refused actions with many fields': () =>
    scripted(many(200, () => ({ at: AT, action: 'accept', fields: keyed(20) }))),
  'a script that is too long': () => scripted(many(1_000, () => ({ at: AT, action: 'x' }))),
  'a script of the wrong kind': () => scripted(many(4_900, () => 1)),
  'a script over eight thousand years': () =>
    scripted(
      many(200, (index) => ({ at: `${2027 + index * 39}-01-01T00:00:00Z`, action: 'reopen', actor: 'handler' })),
      { until: '9999-12-31T00:00:00Z' },
    ),
  'a script of unknown actors': () => scripted(many(200, () => ({ at: AT, action: 'accept', actor: ':'.repeat(120) }))),
  'a what-if of all times': () => [
    '/v1/packs/cutover-emergency/what-if',
    json({ from: '2000-01-01', to: '2999-12-31' }),
  ],
  'a what-if under a draft of many keys': () => [
    '/v1/packs/cutover-emergency/what-if',
    json({ from: '2026-11-01', to: '2026-11-30', pack: { source: many(12_000, (i) => `k${i}: 1`).join('\n') } }),
  ],
};

const DRAFTS: Readonly<Record<string, () => string>> = {
  '60,000 unknown keys in 590 KB': () => many(60_000, (index) => `k${index}: 1`).join('\n'),
  'as many unknown keys as are told': () => many(1_900, (index) => `k${index}: 1`).join('\n'),
  'a list as long as it may be': () => '- a\n'.repeat(24_000),
  'lists inside each other': () => '- '.repeat(49_000),
  'flow lists inside each other': () => '['.repeat(990_000),
  'faults of syntax': () => ']'.repeat(99_000),
  'escapes that are none': () => `"${'\\x'.repeat(490_000)}"`,
  'aliases of aliases': () => many(30, (i) => `b${i}: &b${i} [${i === 0 ? 'x' : `*b${i - 1}, *b${i - 1}`}]`).join('\n'),
  'a text of a megabyte': () => `id: ${'x'.repeat(990_000)}`,
  'remarks of a megabyte': () => '# x\n'.repeat(49_000),
};

function post(path: string, body: string, type = 'application/json'): Promise<number> {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      api.url + path,
      { method: 'POST', headers: { 'content-type': type, 'content-length': bytes.length, 'x-redress-actor': 'local' } },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.end(bytes);
  });
}

/** Longest stretch while the body was answered, ms. */
async function held(path: string, body: string, type?: string): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  watch.longest();
  const status = await post(path, body, type);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const longest = watch.longest();
  expect(status).not.toBe(500);
  return longest;
}

describe('no request keeps all others waiting', () => {
  for (const path of Object.keys(SOUND))
    it.each(ANY)(`POST ${path}: %s`, async (_, body) => {
      expect(await held(path.replace(':no', no), body)).toBeLessThan(MOST_MS);
    });

  it.each(Object.entries(WORST))('%s', async (_, made) => {
    const [path, body] = made();
    expect(await held(path, body)).toBeLessThan(MOST_MS);
  });

  it.each(Object.entries(DRAFTS))('a pack of %s', async (_, made) => {
    expect(await held('/v1/packs/check', made(), 'application/yaml')).toBeLessThan(MOST_MS);
  });

  const LONG_HEAD = 'x'.repeat(12_000);
  it.each([
    ['a filter of many stages', `/v1/complaints?stage=${','.repeat(12_000)}`],
    ['many unknown filters', `/v1/complaints?${many(1_000, (index) => `k${index}=1`).join('&')}`],
    ['a filter many times over', `/v1/complaints?${'unit=a&'.repeat(1_500)}`],
    ['a long search', `/v1/complaints?q=${'1'.repeat(120)}`],
    ['a long cursor', `/v1/complaints?cursor=${LONG_HEAD}`],
    ['escapes', `/v1/complaints?unit=${'%E4%B8%80'.repeat(1_200)}`],
    ['a long number', `/v1/complaints/${LONG_HEAD}`],
    ['a long receipt code', `/v1/progress/${'1-'.repeat(6_000)}`],
    ['a long address with nothing behind it', `/v1/${'a/'.repeat(6_000)}`],
    ['all complaints', '/v1/complaints?limit=200'],
    ['lateness of all times', '/v1/lateness?from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z'],
    ['the contract', '/openapi.json'],
  ])('reading %s', async (_, path) => {
    watch.longest();
    expect((await api.get(path, { 'Accept-Language': 'zh' })).status).not.toBe(500);
    expect(watch.longest()).toBeLessThan(MOST_MS);
  });

  it('and all of them at once leave the API alive, and it takes a complaint', async () => {
    await Promise.all([
      ...Object.values(DRAFTS).map((made) => post('/v1/packs/check', made(), 'application/yaml')),
      ...Object.values(WORST).map((made) => post(...made())),
    ]);
    expect((await api.get('/livez')).status).toBe(200);
    expect((await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000777') }))).status).toBe(
      201,
    );
  });
});
