import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitraryOf, nasty, nastyText, type KnownNames } from '../../support/tools/arbitraryOf.ts';
import { outletComplaint } from '../../support/cases/complaints.ts';
import { Contract, type Operation, type Parameter } from '../../support/tools/contractOf.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

/**
 * The same requests in every run; another seed asks others: `REDRESS_TEST_SEED=7 npx vitest run
 * test/api/http/contract.test.ts`.
 */
const SEED = Number(process.env['REDRESS_TEST_SEED'] ?? 20_261_123);
const REQUESTS = 600;
const MOST_MS = 25_000;

let api: TestApi;
let contract: Contract;
let known: KnownNames;

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, progressPerMinute: 100_000 });
  const made = [
    await api.post('/v1/complaints', outletComplaint()),
    await api.post('/v1/complaints', outletComplaint()),
  ];
  const pack = (await api.get('/v1/packs/cutover-emergency')).body.pack;
  const people = (await api.get('/v1/people?limit=200')).body.items.map((one: { id: string }) => one.id);
  const actions = Object.keys({ ...pack.actions, ...pack.steps });
  known = {
    no: made.map((one) => one.body.no),
    receiptCode: made.map((one) => one.body.receiptCode),
    id: ['cutover-emergency'],
    pack: ['cutover-emergency', 'office-complaints'],
    unit: ['outlet-renminlu', 'branch-office'],
    channel: Object.keys(pack.channels),
    category: Object.keys(pack.categories),
    clock: Object.keys(pack.clocks),
    action: actions,
    handler: people,
    phone: ['13900001234'],
    fields: [...Object.keys(pack.fields), 'handler', 'departments', 'category', 'amount', 'dispatch', 'until'],
    '': [...people, ...actions, '12.50', '+6h', '2026-11-23T18:00:00+08:00', 'dept-settlement'],
  };
  contract = new Contract((await api.get('/openapi.json')).body);
});
afterAll(() => api.stop());

interface Sent {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const parametersIn = ({ parameters }: Operation, place: Parameter['in']): readonly Parameter[] =>
  parameters.filter((one) => one.in === place);
const bodyOf = (operation: Operation): Parameter['schema'] | undefined =>
  operation.requestBody?.content['application/json']?.schema;

/** Bodies that are taken as they are. */
const AT = '2026-11-23T18:00:00+08:00';
const { drill: _drill, ...PAST } = outletComplaint();
const SOUND: Readonly<Record<string, object>> = {
  '/v1/complaints': outletComplaint(),
  '/v1/past-complaints': { ...PAST, registeredAt: AT },
  '/v1/complaints/{no}/actions/{action}': { note: '已电话说明' },
  '/v1/packs/check': { source: 'id: x' },
  '/v1/packs/{id}/simulate': { at: AT, intake: { channel: 'outlet', unit: 'outlet-renminlu', fields: {} } },
  '/v1/packs/{id}/what-if': { from: '2026-11-01', to: AT },
  '/v1/class-freezes': { until: '2026-11-30' },
};

/** Made from the schema alone; or sound, with a part or two made from it; or nothing of the kind. */
function bodyFor(operation: Operation): fc.Arbitrary<unknown> {
  const schema = bodyOf(operation);
  if (schema === undefined) return fc.constant(undefined);
  const made = arbitraryOf(schema, known);
  const parts = fc.array(fc.constantFrom(...Object.keys(schema.properties ?? {})), { maxLength: 2 });
  const mixed = fc.tuple(made, parts).map(([from, taken]) => ({
    ...SOUND[operation.path],
    ...Object.fromEntries(Object.entries(from ?? {}).filter(([name]) => taken.includes(name))),
  }));
  return fc.oneof({ weight: 4, arbitrary: made }, { weight: 9, arbitrary: mixed }, { weight: 1, arbitrary: nasty });
}

function requestTo(operation: Operation): fc.Arbitrary<Sent> {
  const named = (name: string): fc.Arbitrary<string> =>
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...(known[name] ?? [''])) }, { weight: 1, arbitrary: nastyText });
  const query = parametersIn(operation, 'query').map((one) => [one.name, arbitraryOf(one.schema, known, one.name)]);
  return fc.record({
    path: fc.record(Object.fromEntries(parametersIn(operation, 'path').map((one) => [one.name, named(one.name)]))),
    query: fc.record(Object.fromEntries(query) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }),
    headers: fc.record({ 'Idempotency-Key': fc.stringMatching(/^[!-~]{1,8}$/) }, { requiredKeys: [] }),
    body: bodyFor(operation),
  });
}

/** Half of a character cannot be written in an address; a lone one is sent as what stands for it. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));

function send(operation: Operation, { path, query, headers, body }: Sent): Promise<Answer> {
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(path[name] ?? ''));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(textOf(value))}`);
  const address = asked.length === 0 ? filled : `${filled}?${asked.join('&')}`;
  if (operation.method === 'get') return api.get(address, headers);
  if (operation.method === 'post') return api.post(address, body, headers);
  const sent = { 'content-type': 'application/json', ...headers };
  return api.send(address, { method: operation.method.toUpperCase(), headers: sent, body: JSON.stringify(body) });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Does the request keep to the contract? A query is text, so that a number is one if its text is. */
function keepsTo(operation: Operation, { query, body }: Sent): boolean {
  const schema = bodyOf(operation);
  return (
    parametersIn(operation, 'query').every(
      (one) =>
        !(one.name in query) ||
        contract.fits(one.schema, query[one.name]) ||
        contract.fits(one.schema, textOf(query[one.name])),
    ) &&
    (schema === undefined || contract.fits(schema, body))
  );
}

/** An address that is another one, or none: `..` goes up, nothing at all leaves a part out. */
const leadsElsewhere = ({ path }: Sent): boolean =>
  Object.values(path).some((name) => name === '' || name.includes('..') || name.includes('%'));

describe('whatever is asked', () => {
  it(`is answered as the contract says, and never with 500 (seed ${SEED})`, { timeout: 120_000 }, async () => {
    // A stream has no end that could be waited for.
    const operations = new Map(
      contract.operations.filter((one) => one.path !== '/v1/events').map((one) => [`${one.method} ${one.path}`, one]),
    );
    const operation = (place: string): Operation => operations.get(place) as Operation;
    const places = [...operations.keys()];
    const posts = places.filter((place) => place.startsWith('post'));
    // Made once, as that takes long; connections that were idle meanwhile are closed before the first request.
    const requests = new Map(places.map((place) => [place, requestTo(operation(place))]));
    await pause(200);
    const request = fc
      .constantFrom(...places, ...posts, ...posts)
      .chain((place) => fc.tuple(fc.constant(place), requests.get(place) as fc.Arbitrary<Sent>));
    const asked: string[] = [];
    const check = async (place: string, sent: Sent): Promise<void> => {
      if (leadsElsewhere(sent)) return;
      const { status, headers, body } = await send(operation(place), sent);
      asked.push(place);
      expect(status < 500 || status === 503, `${place} answers ${status}`).toBe(true);
      expect(contract.fault(operation(place), status, headers.get('content-type') ?? '', body)).toBeUndefined();
      if (keepsTo(operation(place), sent))
        expect([400, 405, 406, 413, 415], `${place} refuses what the contract allows`).not.toContain(status);
      else expect(status, `${place} takes what the contract forbids`).toBeGreaterThanOrEqual(400);
    };
    await fc.assert(
      fc.asyncProperty(request, ([place, sent]) => check(place, sent)),
      { seed: SEED, numRuns: REQUESTS, interruptAfterTimeLimit: MOST_MS, endOnFailure: true },
    );
    // Whatever chance has passed over.
    for (const place of places.filter((one) => !asked.includes(one)))
      for (const sent of fc.sample(requests.get(place) as fc.Arbitrary<Sent>, { seed: SEED, numRuns: 5 }))
        await check(place, sent);
    expect(new Set(asked).size).toBe(places.length);
    process.stderr.write(`contract: ${asked.length} requests to ${places.length} operations, seed ${SEED}\n`);
  });
});
