import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { rulesPackSource } from '../../support/rules/rulesPack.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

/** What somebody may type where an id belongs; none of it may be found anywhere afterwards. */
const TYPED = ['13987654321', 'wangxiaoming', '王小明', 'wang.xiaoming@example.invalid'];

let api: TestApi;
let phone = 13_930_000_000;
beforeAll(async () => {
  api = await startTestApi({ source: rulesPackSource() });
});
afterAll(() => api.stop());

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const post = (over: Record<string, unknown>, key?: string, actor = 'liaison-renminlu'): Promise<Answer> => {
  phone += 1;
  const body = outletComplaint({ pack: 'rules-across', drill: undefined, complainant: caller(String(phone)), ...over });
  return api.post('/v1/complaints', body, { ...as(actor), ...(key === undefined ? {} : { 'Idempotency-Key': key }) });
};
async function open(over: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await post(over);
  if (status !== 201) throw new Error(body.detail);
  return body.no;
}

/** Every text of every table, the log and what was sent. */
async function everything(): Promise<string> {
  const { rows } = await api.db.query(
    'select table_name as name from information_schema.tables where table_schema = current_schema() and table_type ' +
      "= 'BASE TABLE'",
  );
  const tables = await Promise.all(
    rows.map(async ({ name }) => (await api.db.query(`select to_jsonb(t)::text as row from "${name}" t`)).rows),
  );
  return JSON.stringify([tables, api.logged, api.told]);
}

const workflows = async (): Promise<number> => {
  let count = 0;
  for await (const one of api.client.workflow.list({ query: `TaskQueue = '${api.taskQueue}'` }))
    if (one.workflowId !== '') count += 1;
  return count;
};

describe('a person, unit, case or code that a registration names', () => {
  it.each(TYPED)(
    'must be there: %s as the person complained of is refused with its place, and kept nowhere',
    async (typed) => {
      const before = await workflows();
      const { status, body } = await post({ fields: { namedStaff: typed } }, `typed-${TYPED.indexOf(typed)}`);
      expect({ status, pointers: body.errors?.map((one: { pointer: string }) => one.pointer) }).toEqual({
        status: 422,
        pointers: ['/fields/namedStaff'],
      });
      expect(JSON.stringify(body)).not.toContain(typed);
      expect(await everything()).not.toContain(typed);
      expect(await workflows()).toBe(before);
    },
  );

  it.each([
    [{ unit: '13987654321' }, '/unit'],
    [{ category: '13987654321' }, '/category'],
    [{ channel: '13987654321' }, '/channel'],
    [{ object: '13987654321' }, '/object'],
    [{ complainant: caller('13930009999', { tier: '13987654321' }) }, '/complainant/tier'],
    [
      {
        complainant: caller('13930009999', {
          representatives: [{ name: '测试乙', phone: '13900005555', authority: '13987654321' }],
        }),
      },
      '/complainant/representatives/0/authority',
    ],
  ])('%j is refused at %s', async (over, pointer) => {
    const { status, body } = await post(over);
    expect({ status, pointer: body.errors?.[0]?.pointer }).toEqual({ status: 422, pointer });
    expect(JSON.stringify(body)).not.toContain('13987654321');
    expect(await everything()).not.toContain('13987654321');
  });

  it('is taken when it is there, and keeps whom it names away', async () => {
    const no = await open({ fields: { namedStaff: 'handler-renminlu' } });
    expect((await api.get(`/v1/complaints/${no}`, as('handler-renminlu'))).status).toBe(404);
  });
});

describe('what an action names', () => {
  it.each([
    ['assign', { handler: '13987654321' }, '/fields/handler'],
    ['assign', { unit: '13987654321' }, '/fields/unit'],
    ['dispatch', { departments: ['dept-it', '13987654321'] }, '/fields/departments'],
    ['dispatch', { departments: ['王小明'] }, '/fields/departments'],
    ['escalate', { to: '13987654321' }, '/fields/to'],
    ['merge', { into: '13987654321' }, '/fields/into'],
    ['link', { no: '13987654321' }, '/fields/no'],
    ['link', { no: 'OTHER', kind: '13987654321' }, '/fields/kind'],
    ['link', { no: 'ITSELF' }, '/fields/no'],
    ['merge', { into: 'ITSELF' }, '/fields/into'],
    ['reclassify', { category: '13987654321', reason: 'mistake' }, '/fields/category'],
    ['add-channel', { channel: '13987654321' }, '/fields/channel'],
    ['edit', { namedStaff: '13987654321' }, '/fields/namedStaff'],
  ])('%s %j is refused at %s, and kept nowhere', async (action, given, pointer) => {
    const [no, other] = [await open(), await open()];
    const places: Record<string, string> = { ITSELF: no, OTHER: other };
    const fields = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'string' ? (places[value] ?? value) : value,
      ]),
    );
    const who = await actorFor(no, action);
    const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(who));
    expect(answer.status, JSON.stringify(answer.body)).toBe(action === 'escalate' ? 409 : 422);
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    expect(JSON.stringify(answer.body)).not.toMatch(/13987654321|王小明/);
    expect(await everything()).not.toMatch(/13987654321|王小明/);
  });
});

describe('a handler who is named afterwards', () => {
  it('is no handler from then on, in the view, in lists and for whoever is told', async () => {
    const no = await open();
    await api.post(
      `/v1/complaints/${no}/actions/assign`,
      { fields: { handler: 'handler-renminlu' } },
      as('liaison-renminlu'),
    );
    expect((await api.get(`/v1/complaints/${no}`, as('local'))).body.handler).toBe('handler-renminlu');
    const named = { fields: { namedStaff: 'handler-renminlu' } };
    const edited = await api.post(`/v1/complaints/${no}/actions/edit`, named, as(await actorFor(no, 'edit')));
    expect(edited.body).toMatchObject({ handler: null });
    const mine = await api.get('/v1/complaints?handler=handler-renminlu&limit=200', as('local'));
    expect(mine.body.items.map((one: { no: string }) => one.no)).not.toContain(no);
    const again = { fields: { handler: 'handler-renminlu' } };
    expect((await api.post(`/v1/complaints/${no}/actions/assign`, again, as('liaison-renminlu'))).body).toMatchObject({
      code: 'recused',
      errors: [{ pointer: '/fields/handler' }],
    });
  });
});

describe('a confidential case that is routed to the holder of a role', () => {
  it('goes only to somebody who may know of it', async () => {
    const over = { category: 'media', channel: 'media', unit: 'branch-office', fields: { important: true } };
    const no = await open(over);
    const { body } = await api.get(`/v1/complaints/${no}`, as('press-1'));
    expect(body.handler).not.toBe('hq-1');
  });
});

/** Somebody who may do it now. */
async function actorFor(no: string, action: string): Promise<string> {
  for (const one of [
    'local',
    'liaison-renminlu',
    'handler-renminlu',
    'head-renminlu',
    'group-1',
    'leader',
    'shift-lead',
    'centre-1',
  ]) {
    const { body } = await api.get(`/v1/complaints/${no}`, as(one));
    if (body.allowedActions?.some((allowed: { id: string }) => allowed.id === action)) return one;
  }
  throw new Error(`nobody may ${action}`);
}
