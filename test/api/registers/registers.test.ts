import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksIn } from '../../../packs/figure/booksIn.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
/** Of the cutover; one of the rural bank, and a crime report there that only some may know. */
let no: string;
let open: string;
let secret: string;

const PLAN = '?pack=cutover-emergency';
const RURAL = '?pack=rural-bank-petitions';
const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person, 'Accept-Language': 'en' });
const post = (
  path: string,
  rows: readonly object[],
  person = 'admin',
  more: Record<string, string> = {},
): Promise<Answer> => api.post(path, { rows }, { ...as(person), ...more });
const put = (path: string, body: object, person = 'admin'): Promise<Answer> =>
  api.send(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...as(person) },
    body: JSON.stringify(path.startsWith('/v1/series') ? body : { row: body }),
  });
const pointers = ({ body }: Answer): readonly string[] =>
  body.errors.map((one: { pointer: string; detail: string }) => `${one.pointer}: ${one.detail}`);
const count = async (table: string): Promise<number> =>
  (await api.db.query(`select count(*)::int as n from ${table}`)).rows[0].n;

async function register(body: object): Promise<string> {
  const complaint = { demand: '请说明情况', drill: { speed: 2 }, ...body };
  const { status, body: answer } = await api.post('/v1/complaints', complaint, as('local'));
  if (status !== 201) throw new Error(JSON.stringify(answer));
  return answer.no;
}

beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false });
  const authored = api.packs.inForce().map((one) => one.authored);
  for (const book of booksIn(['packs'], authored, (fault) => expect.unreachable(fault))) await api.packs.putBook(book);
  const complainant = { name: '测试甲', phone: '13900001234' };
  no = await register({
    pack: 'cutover-emergency',
    channel: 'outlet',
    unit: 'outlet-renminlu',
    category: 'atm',
    complainant,
  });
  const rural = { pack: 'rural-bank-petitions', channel: 'letter', unit: 'supervision' };
  open = await register({ ...rural, object: 'complaint', category: 'attitude', complainant });
  secret = await register({ ...rural, object: 'report', category: 'crime-report', complainant: { anonymous: true } });
});
afterAll(() => api.stop());

const answer = (over: object = {}): object => ({
  id: 'a-1',
  no,
  instrument: 'satisfaction',
  askedAt: '2026-11-20T09:00:00+08:00',
  reached: true,
  answeredAt: '2026-11-20T09:05:00+08:00',
  score: 4,
  items: { empathy: 5 },
  ...over,
});

describe('a register', () => {
  it('says first what would change, then changes it, and keeps every version', async () => {
    const dry = await post(`/v1/registers/answers${PLAN}&dryRun=true`, [answer()]);
    expect([dry.status, dry.body.applied, dry.body.rows[0].change]).toEqual([200, false, 'new']);
    expect(await count('register_answers')).toBe(0);
    expect((await post(`/v1/registers/answers${PLAN}`, [answer()])).body.applied).toBe(true);
    expect((await post(`/v1/registers/answers${PLAN}`, [answer()])).body).toMatchObject({
      applied: false,
      rows: [{ id: 'a-1', change: 'same', fields: [] }],
    });
    const corrected = await put(
      `/v1/registers/answers/rows/a-1${PLAN}`,
      answer({ id: undefined, score: 2 }),
      'branch-group-1',
    );
    expect(corrected.body.rows).toEqual([
      { id: 'a-1', change: 'changed', fields: [{ name: 'score', from: 4, to: 2 }] },
    ]);
    const { body } = await api.get(`/v1/registers/answers/rows/a-1${PLAN}`, as('admin'));
    expect(body.row).toMatchObject({ no, score: 2, items: { empathy: 5 }, answeredAt: '2026-11-20T01:05:00.000Z' });
    expect(body.versions.map((one: { by: string; row: { score: number } }) => [one.by, one.row.score])).toEqual([
      ['admin', 4],
      ['branch-group-1', 2],
    ]);
  });

  it('records a row once where a request with the same key is sent twice', async () => {
    const key = { 'Idempotency-Key': 'item-1' };
    const item = { kind: 'media', seenAt: '2026-11-20T09:00:00+08:00', source: '江州晚报' };
    const [first, again] = [
      await post(`/v1/registers/items${PLAN}`, [item], 'admin', key),
      await post(`/v1/registers/items${PLAN}`, [item], 'admin', key),
    ];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await count('register_items')).toBe(1);
  });

  it('takes all rows or none, with a pointer for each mistake', async () => {
    const before = await count('register_measures');
    const measure = {
      id: 'm-1',
      kind: 'retraining',
      trigger: 'overdue',
      subjectKind: 'person',
      subject: 'handler-renminlu',
      decider: 'branch-leader',
      decidedAt: '2026-11-20T09:00:00+08:00',
      cases: [no],
    };
    const refused = await post(`/v1/registers/measures${PLAN}`, [
      measure,
      { ...measure, id: 'm-2', kind: 'scolding', subject: 'nobody', decider: 'stranger', cases: [no, open] },
      { ...measure, id: 'm-3', decidedAt: '2999-01-01T00:00:00Z', appealResult: 'lifted', mood: 'sad' },
      { ...measure, id: 'm-4', decidedAt: 'soon', decider: undefined },
      { ...measure, id: 'm-5', subjectKind: 'unit' },
      measure,
    ]);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      422,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(pointers(refused)).toEqual([
      '/rows/2/mood: unknown field; known are: id, kind, trigger, ground, subjectKind, subject, unit, decider, decidedAt, ' +
        'appealedAt, appealResult, cases',
      '/rows/2/decidedAt: cannot be later than now',
      '/rows/2/appealResult: needs appealedAt as well',
      expect.stringContaining('/rows/3/decider: required'),
      '/rows/3/decidedAt: must be an instant with its offset',
      '/rows/5: this row is there twice',
      '/rows/1/kind: must be one of: retraining, accountability',
      '/rows/1/subject: no such person',
      '/rows/1/decider: no such person',
      '/rows/1/cases: the pack has no such complaint',
      '/rows/4/subject: no such unit',
    ]);
    expect(await count('register_measures')).toBe(before);
    const sound = await post(`/v1/registers/measures${PLAN}`, [
      measure,
      { ...measure, id: 'm-6', subject: 'dept-it', subjectKind: 'unit' },
    ]);
    expect([sound.status, sound.body.rows.length]).toEqual([200, 2]);
  });

  it('holds nobody to account by their own decision', async () => {
    const own = {
      id: 'm-7',
      kind: 'retraining',
      subjectKind: 'person',
      subject: 'branch-leader',
      decider: 'branch-leader',
      decidedAt: '2026-11-20T09:00:00Z',
    };
    expect(pointers(await post(`/v1/registers/measures${PLAN}`, [own]))).toEqual([
      '/rows/0/decider: must be another than subject',
    ]);
  });

  it('takes an answer only within the scale of its survey, after it was asked, and from whoever was reached', async () => {
    const wrong = [
      answer({ id: 'b-1', score: 6, items: { looks: 3 } }),
      answer({ id: 'b-2', answeredAt: '2026-11-20T08:00:00+08:00' }),
      answer({ id: 'b-3', reached: false }),
      answer({ id: 'b-4', answeredAt: undefined, items: undefined }),
      answer({ id: 'b-5', instrument: 'mood', score: undefined, items: undefined }),
    ];
    expect(pointers(await post(`/v1/registers/answers${PLAN}`, wrong))).toEqual([
      '/rows/1/answeredAt: cannot be before askedAt',
      '/rows/2/answeredAt: only where reached is true',
      '/rows/3/score: needs answeredAt as well',
      '/rows/0/score: must be a whole number from 1 to 5',
      '/rows/0/items: must be one of: reliability, assurance, tangibles, empathy, responsiveness',
      '/rows/4/instrument: must be one of: satisfaction',
    ]);
  });

  it('takes no answer of a survey that a step of the case asks, so that none counts twice', async () => {
    const given = { ...answer({ id: 'c-1', items: undefined }) };
    const refused = await post('/v1/registers/answers?pack=office-complaints', [given]);
    expect(pointers(refused)).toContain(
      '/rows/0/instrument: answers of this survey are recorded in the step "call-back" of a case',
    );
  });

  it('keeps no telephone numbers and no addresses of anybody', async () => {
    const item = { kind: 'visit', seenAt: '2026-11-20T09:00:00Z' };
    const rows = ['13900001234 来访', 'a@example.invalid', '来访登记簿 第12页'].map((source) => ({ ...item, source }));
    expect(pointers(await post(`/v1/registers/items${PLAN}`, rows)).map((one) => one.slice(0, 14))).toEqual([
      '/rows/0/source',
      '/rows/1/source',
    ]);
  });

  it('goes through its rows page by page', async () => {
    const rows = [1, 2, 3].map((day) => ({
      id: `k-${day}`,
      unit: 'outlet-renminlu',
      person: 'head-renminlu',
      telephone: '0512-1234567',
      shownFrom: `2026-11-0${day}`,
    }));
    await post(`/v1/registers/contacts${PLAN}`, rows);
    const first = await api.get(`/v1/registers/contacts${PLAN}&limit=2`, as('admin'));
    const next = await api.get(`/v1/registers/contacts${PLAN}&limit=2&cursor=${first.body.nextCursor}`, as('admin'));
    const ids = (one: Answer): readonly string[] => one.body.items.map((item: { id: string }) => item.id);
    expect([ids(first), ids(next), next.body.nextCursor]).toEqual([['k-1', 'k-2'], ['k-3'], null]);
    expect(first.body.items[0].row).toMatchObject({ shownFrom: '2026-11-01', telephone: '0512-1234567' });
    expect((await api.get(`/v1/registers/contacts${PLAN}&cursor=bm9uZQ`, as('admin'))).status).toBe(422);
  });

  it('says which columns it has and which values they take', async () => {
    const { body } = await api.get(`/v1/registers/measures/columns${PLAN}`, {
      ...as('admin'),
      'Accept-Language': 'zh',
    });
    expect(body.title).toBe('问责台账');
    expect(body.columns[0]).toEqual({
      name: 'kind',
      title: '措施',
      type: 'code',
      required: true,
      values: [
        { value: 'retraining', label: '待岗培训' },
        { value: 'accountability', label: '问责' },
      ],
    });
  });
});

describe('who keeps a register', () => {
  it('is whoever closes periods under the pack; a clerk records answers and nothing else', async () => {
    expect((await post(`/v1/registers/answers${PLAN}`, [answer({ id: 'd-1' })], 'clerk-renminlu')).status).toBe(200);
    const refused = await post(`/v1/registers/items${PLAN}`, [], 'clerk-renminlu');
    expect(refused.status).toBe(422);
    const item = { kind: 'web', seenAt: '2026-11-20T09:00:00Z', source: '政府网站' };
    expect((await post(`/v1/registers/items${PLAN}`, [item], 'clerk-renminlu')).body).toMatchObject({
      status: 403,
      code: 'actor-not-allowed',
      detail: 'only these roles may do this: administrator, branch-group',
    });
    expect((await api.get(`/v1/registers/measures${PLAN}`, as('clerk-renminlu'))).status).toBe(403);
    expect((await api.get(`/v1/registers/measures${PLAN}`, as('nobody'))).status).toBe(401);
  });

  it('hears of no register and no pack that is not there', async () => {
    const answers = [
      await api.get(`/v1/registers/moods${PLAN}`, as('admin')),
      await api.get('/v1/registers/answers?pack=none', as('admin')),
      await api.get(`/v1/registers/answers/rows/none${PLAN}`, as('admin')),
      await api.get('/v1/registers/answers', as('admin')),
    ];
    expect(answers.map((one) => [one.status, one.body.code])).toEqual([
      [404, 'register-unknown'],
      [404, 'pack-unknown'],
      [404, 'row-unknown'],
      [422, 'field-missing'],
    ]);
  });
});

describe('a complaint that only some may know of', () => {
  const improvement = {
    cause: 'service',
    owner: 'supervision-head',
    openedAt: '2026-11-20T09:00:00Z',
    dueAt: '2026-12-20T09:00:00Z',
  };

  it('is no complaint for an administrator who names it', async () => {
    const refused = await post(`/v1/registers/improvements${RURAL}`, [{ id: 'i-0', ...improvement, cases: [secret] }]);
    expect(pointers(refused)).toEqual(['/rows/0/cases: the pack has no such complaint']);
  });

  it('or without one, an improvement is late once it is due and not completed, or was completed later', async () => {
    const due = { ...improvement, openedAt: '2026-11-01T09:00:00Z', dueAt: '2026-11-20T09:00:00Z' };
    const rows = [
      { id: 'late', ...due },
      { id: 'done-late', ...due, completedAt: '2026-11-21T09:00:00Z' },
      { id: 'in-time', ...due, completedAt: '2026-11-20T09:00:00Z' },
    ];
    expect((await post(`/v1/registers/improvements${RURAL}`, rows, 'supervision-head')).status).toBe(200);
    const { body } = await api.get(`/v1/registers/improvements${RURAL}`, as('supervision-head'));
    const said = body.items.map(({ id, late }: { id: string; late: boolean }) => `${id} ${late}`);
    expect(said).toEqual(['done-late true', 'in-time false', 'late true']);
    const one = await api.get(`/v1/registers/improvements/rows/late${RURAL}`, as('supervision-head'));
    expect(one.body.late).toBe(true);
  });

  it('stays in a row that others correct, and they do not see it', async () => {
    const full = { id: 'i-1', ...improvement, cases: [open, secret].toSorted() };
    expect((await post(`/v1/registers/improvements${RURAL}`, [full], 'supervision-head')).status).toBe(200);
    const seen = await api.get(`/v1/registers/improvements/rows/i-1${RURAL}`, as('admin'));
    expect([seen.body.row.cases, seen.body.versions[0].row.cases]).toEqual([[open], [open]]);
    const corrected = await post(`/v1/registers/improvements${RURAL}`, [
      { id: 'i-1', ...improvement, process: '柜面服务', cases: [] },
    ]);
    expect(corrected.body.rows[0].fields).toEqual([
      { name: 'process', from: null, to: '柜面服务' },
      { name: 'cases', from: [open], to: [] },
    ]);
    const kept = await api.get(`/v1/registers/improvements/rows/i-1${RURAL}`, as('supervision-head'));
    expect(kept.body.row).toMatchObject({ process: '柜面服务', cases: [secret] });
    expect(JSON.stringify([seen.body, corrected.body])).not.toContain(secret);
  });

  it('has its answers for those alone', async () => {
    const given = {
      id: 's-1',
      no: secret,
      instrument: 'satisfaction',
      askedAt: '2026-11-20T09:00:00Z',
      reached: false,
    };
    expect((await post(`/v1/registers/answers${RURAL}`, [given], 'supervision-head')).status).toBe(200);
    const list = await api.get(`/v1/registers/answers${RURAL}`, as('admin'));
    const one = await api.get(`/v1/registers/answers/rows/s-1${RURAL}`, as('admin'));
    const taken = await put(`/v1/registers/answers/rows/s-1${RURAL}`, { ...given, id: undefined, no: open });
    expect([list.body.items, one.status, pointers(taken)]).toEqual([
      [],
      404,
      ['/row/no: the pack has no such complaint'],
    ]);
    expect((await api.get(`/v1/registers/answers${RURAL}`, as('supervision-head'))).body.items).toHaveLength(1);
  });
});

describe('series', () => {
  const month = { name: 'headcount', from: '2026-11-01', to: '2026-11-30', value: 240, source: '人力资源部' };

  it('have one number for each name, unit and period, and the last one counts', async () => {
    expect(
      (await put(`/v1/series${PLAN}`, { rows: [month, { ...month, unit: 'outlet-renminlu', value: 12.5 }] })).body
        .applied,
    ).toBe(true);
    const corrected = await put(`/v1/series${PLAN}`, {
      rows: [month, { ...month, unit: 'outlet-renminlu', value: 13 }],
    });
    expect(corrected.body.rows.map((one: { change: string }) => one.change)).toEqual(['same', 'changed']);
    const { body } = await api.get(`/v1/series${PLAN}`, as('admin'));
    expect(body.items.map((one: { row: object }) => one.row)).toEqual([
      month,
      { ...month, unit: 'outlet-renminlu', value: 13 },
    ]);
  });

  it('are of the book of figures, of days in their order, and numbers', async () => {
    const wrong = [
      { ...month, name: 'moods' },
      { ...month, to: '2026-10-31' },
      { ...month, value: 'many', unit: 'moon' },
      { ...month, from: '2026-02-30' },
      { ...month, name: 'S1-K6', value: 82.5 },
    ];
    expect(pointers(await put(`/v1/series${PLAN}`, { rows: wrong })).map((one) => one.slice(0, 45))).toEqual([
      '/rows/1/to: cannot be before from',
      '/rows/2/value: must be a number',
      '/rows/3/from: must be a date such as 2026-11-',
      expect.stringContaining('/rows/0/name: must be one of: headcount'),
      '/rows/2/unit: no such unit',
      '/rows/4/value: a per cent is written as a fra',
    ]);
  });
});
