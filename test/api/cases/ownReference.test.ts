import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

/** Looks like an identity number, as such references do. */
const ID = '11010519491231002X';
const reference = { system: 'old-crm', id: ID };

describe('a complaint that another system has a name for', () => {
  let api: TestApi;
  let no: string;
  beforeAll(async () => {
    api = await startTestApi();
    ({ no } = (await register({ reference })).body);
  });
  afterAll(() => api.stop());

  const register = (over: Record<string, unknown> = {}): Promise<Answer> =>
    api.post('/v1/complaints', outletComplaint({ complainant: caller('13900001961'), ...over }));
  const pointers = ({ body }: Answer): readonly string[] =>
    body.errors.map((one: { readonly pointer: string }) => one.pointer);

  it('shows the name in its view and in its timeline', async () => {
    expect((await api.get(`/v1/complaints/${no}`)).body).toMatchObject({ no, reference });
    const [first] = (await api.get(`/v1/complaints/${no}/timeline`)).body.items;
    expect(first).toMatchObject({ type: 'CaseRegistered', data: { reference } });
    expect((await register({ complainant: caller('13900001962') })).body.reference).toBeNull();
  });

  it('is registered once: the same again says as what, and that nothing differs', async () => {
    const again = await register({ reference });
    expect(again).toMatchObject({ status: 409, body: { code: 'reference-known', no } });
    expect(pointers(again)).toEqual(['/reference']);
  });

  it('says of each place that differs from what was registered, and registers none of it', async () => {
    const changed = await register({
      reference,
      channel: 'portal',
      demand: '请退还手续费',
      complainant: { ...caller('13900001963'), tier: 'vip' },
    });
    expect(changed).toMatchObject({ status: 409, body: { code: 'reference-known', no } });
    expect(pointers(changed).toSorted()).toEqual([
      '/channel',
      '/complainant/phone',
      '/complainant/tier',
      '/demand',
      '/reference',
    ]);
    expect(JSON.stringify(changed.body)).not.toContain('13900001961');
    expect((await api.get(`/v1/complaints/${no}`)).body).toMatchObject({ channel: 'outlet' });
  });

  it('is found by the name, whichever system uses it', async () => {
    const other = await register({ reference: { system: 'hotline', id: ID } });
    expect(other.status).toBe(201);
    const found = await api.get(`/v1/complaints?q=${ID}&drill=true`);
    const numbers = new Set(found.body.items.map((one: { readonly no: string }) => one.no));
    expect(numbers).toEqual(new Set([no, other.body.no]));
  });

  it('is registered once however many bring it at the same moment', async () => {
    const twin = { system: 'old-crm', id: 'C-2024/17' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => register({ reference: twin })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
    expect(new Set(answers.map(({ body }) => body.no)).size).toBe(1);
  });

  it('keeps the name out of the log, the tables in clear and what the service writes', async () => {
    const { rows } = await api.db.query(
      `select to_jsonb(c)::text as row from complaints c where no = $1
        union all select event::text from events where no = $1`,
      [no],
    );
    expect(JSON.stringify(rows) + api.logged.join('\n')).not.toContain(ID);
  });
});
