import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phrase } from '../../../language/phrase.ts';
import { noteRefusing } from '../../../store/people/refusingAddresses.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ worker: false });
});
afterAll(() => api.stop());

const ask = (body: unknown, query = '', actor = 'local'): ReturnType<TestApi['post']> =>
  api.post(`/v1/organisation${query}`, body, { 'X-Redress-Actor': actor, 'Accept-Language': 'en' });
const absent = async (id: string): Promise<unknown> =>
  (await api.db.query('select absent_from::text, absent_to::text from people where id = $1', [id])).rows[0];

describe('POST /v1/organisation', () => {
  const leave = { people: [{ id: 'ops-head', absent: { from: '2026-12-24', to: '2026-12-24' }, deputy: 'it-head' }] };

  it('says what would change, and then changes it', async () => {
    const changes = [
      {
        kind: 'person',
        id: 'ops-head',
        change: 'changed',
        fields: [
          { name: 'deputy', from: null, to: 'it-head' },
          { name: 'absent', from: null, to: { from: '2026-12-24', to: '2026-12-24' } },
        ],
      },
    ];
    expect((await ask(leave, '?dryRun=true')).body).toEqual({ applied: false, changes });
    expect(await absent('ops-head')).toEqual({ absent_from: null, absent_to: null });
    expect((await ask(leave)).body).toEqual({ applied: true, changes });
    expect(await absent('ops-head')).toEqual({ absent_from: '2026-12-24', absent_to: '2026-12-24' });
    expect((await ask(leave)).body).toEqual({ applied: false, changes: [] });
    expect((await api.db.query('select by from organisation_changes')).rows).toEqual([{ by: 'local' }]);
  });

  it('does what the same key only asked about before', async () => {
    const asked = (query: string): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/organisation${query}`,
        { people: [{ id: 'shift-lead', locale: 'en' }] },
        { 'Idempotency-Key': 'k' },
      );
    expect((await asked('?dryRun=true')).body.applied).toBe(false);
    expect((await asked('')).body.applied).toBe(true);
  });

  it('refuses by the rules of the file, with a pointer for each fault, and changes nothing', async () => {
    const people = [
      { id: 'press-1', absent: null, email: 'new@example.invalid' },
      { id: 'new-1', name: 'N', unit: 'moon' },
      { id: 'it-head', left: true },
    ];
    const { status, headers, body } = await ask({ people });
    expect([status, headers.get('content-type')]).toEqual([422, expect.stringContaining('application/problem+json')]);
    expect(body.errors).toEqual([
      { pointer: '/people/1/unit', detail: 'there is no unit "moon"' },
      { pointer: '/people/2/left', detail: 'this person is the deputy of ops-head; name another one for them' },
    ]);
    const formless = await ask({ people: [{ id: 'Head', absent: { from: '24.12.2026' } }] });
    expect(formless.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/people/0/id',
      '/people/0/absent/from',
    ]);
    const { rows } = await api.db.query("select email from people where id = 'press-1'");
    expect(rows).toEqual([{ email: 'press-1@example.invalid' }]);
  });

  it('is for administrators, and in the contract', async () => {
    expect((await ask(leave, '', 'ops-head')).status).toBe(403);
    const contract = (await api.get('/openapi.json')).body;
    expect(contract.paths['/v1/organisation'].post).toBeDefined();
  });

  it('whoever has left acts no more', async () => {
    expect((await ask({ people: [{ id: 'press-1', left: true }] })).body.applied).toBe(true);
    expect((await api.get('/v1/people', { 'X-Redress-Actor': 'press-1' })).status).toBe(401);
    const listed = (await api.get('/v1/people')).body.items.map((one: { id: string }) => one.id);
    expect(listed).not.toContain('press-1');
  });
});

describe('the lists of units and people', () => {
  /** Every page's ids. */
  async function pages(path: string): Promise<readonly (readonly string[])[]> {
    const found: string[][] = [];
    let cursor = '';
    do {
      const { body } = await api.get(`${path}${cursor}`);
      found.push(body.items.map((one: { id: string }) => one.id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    return found;
  }

  it('come page by page, each person and unit once', async () => {
    expect(await pages('/v1/units?limit=3')).toEqual([
      ['branch-office', 'dept-it', 'dept-operations'],
      ['head-office', 'outlet-jiefanglu', 'outlet-renminlu'],
      ['province-centre'],
    ]);
    const paged = await pages('/v1/people?limit=5');
    expect(paged.map((one) => one.length)).toEqual([5, 5, 5]);
    expect(paged.flat()).toEqual((await pages('/v1/people?limit=200')).flat());
  });

  it('go by unit, role, level, parent and absence', async () => {
    expect(await pages('/v1/units?level=outlet&parent=branch-office')).toEqual([
      ['outlet-jiefanglu', 'outlet-renminlu'],
    ]);
    expect(await pages('/v1/people?unit=outlet-renminlu&role=liaison')).toEqual([['liaison-renminlu']]);
    await ask({ people: [{ id: 'leader', absent: { from: '2026-01-01' } }] });
    expect(await pages('/v1/people?absent=true')).toEqual([['leader']]);
    expect((await api.get('/v1/people?absent=true')).body.items[0]).toMatchObject({
      deputy: null,
      absence: { from: '2026-01-01', to: null },
    });
  });

  it('refuse the cursor of another list', async () => {
    const { nextCursor } = (await api.get('/v1/units?limit=1')).body;
    const { status, body } = await api.get(`/v1/people?cursor=${nextCursor}`);
    expect([status, body.code, body.errors[0].pointer]).toEqual([422, 'cursor', '/cursor']);
  });
});

describe('addresses that take no messages', () => {
  const people = (query: string, actor = 'local'): ReturnType<TestApi['get']> =>
    api.get(`/v1/people${query}`, { 'X-Redress-Actor': actor, 'Accept-Language': 'en' });

  it('are told to administrators, by channel, never the address itself', async () => {
    await api.db.query("update people set email = 'dead@example.invalid' where id = 'shift-lead'");
    const reason = phrase('http-refused', { status: 404 });
    const dead = { recipient: 'shift-lead', channel: 'email', address: 'dead@example.invalid' };
    await noteRefusing(api.db, dead, reason);
    const { body } = await people('?refusing=true');
    expect(body.items).toMatchObject([
      { id: 'shift-lead', refusing: [{ channel: 'email', since: expect.any(String), reason: 'HTTP 404' }] },
    ]);
    expect(JSON.stringify(body)).not.toContain('dead@');
    const others = (await people('?refusing=false&limit=200')).body.items as readonly { readonly id: string }[];
    expect(others.map(({ id }) => id)).not.toContain('shift-lead');
    expect(others[0]).toMatchObject({ refusing: [] });
  });

  it('are not shown to anybody else', async () => {
    expect((await people('?refusing=true', 'ops-head')).status).toBe(403);
    const { status, body } = await people('', 'ops-head');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('refusing');
  });
});
