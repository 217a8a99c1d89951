import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let no: string;

beforeAll(async () => {
  api = await startTestApi();
  no = (
    await api.post('/v1/complaints', outletComplaint({ category: 'urgent-cash', complainant: caller('13900000950') }))
  ).body.no;
  await api.post(
    `/v1/complaints/${no}/actions/persuade`,
    { fields: { accepted: false } },
    { 'X-Redress-Actor': 'handler-renminlu' },
  );
});
afterAll(() => api.stop());

/** The same request in both languages; nothing but what is said in words differs. */
async function inBoth(
  ask: (headers: Record<string, string>) => Promise<Answer>,
): Promise<{ readonly zh: Answer['body']; readonly en: Answer['body'] }> {
  const [zh, en] = [await ask({ 'Accept-Language': 'zh-CN' }), await ask({ 'Accept-Language': 'en' })];
  expect([zh.status, zh.body.code, pointersOf(zh), zh.body.allowed]).toEqual([
    en.status,
    en.body.code,
    pointersOf(en),
    en.body.allowed,
  ]);
  return { zh: zh.body, en: en.body };
}
const pointersOf = ({ body }: Answer): unknown => body.errors?.map((error: { pointer: string }) => error.pointer);
const create = (over: Record<string, unknown>): ReturnType<typeof inBoth> =>
  inBoth((headers) => api.post('/v1/complaints', outletComplaint(over), headers));
const act = (action: string, body: unknown, person = 'handler-renminlu'): ReturnType<typeof inBoth> =>
  inBoth((headers) =>
    api.post(`/v1/complaints/${no}/actions/${action}`, body, { ...headers, 'X-Redress-Actor': person }),
  );

describe('the detail of a problem is in the language of whoever asks', () => {
  it('of what the pack does not take', async () => {
    const { zh, en } = await create({ channel: 'pigeon' });
    expect(en.detail).toBe(
      'no such channel; choose one of: outlet, hotline-95566, hq-centre, regulator, consumer-association, media',
    );
    expect(zh.detail).toBe('没有此渠道;可选:outlet、hotline-95566、hq-centre、regulator、consumer-association、media');
    expect(zh.errors).toEqual([{ pointer: '/channel', detail: zh.detail }]);
  });

  it('of several fields at once', async () => {
    const { zh, en } = await create({ category: 'blueprint', fields: { fee: '4.001', promisedAt: 'tomorrow' } });
    expect(en.detail).toBe(
      '/fields/fee: must be an amount such as "8000.00"; /fields/promisedAt: must be an instant such as ' +
        '2026-11-23T18:00:00+08:00, or +6h',
    );
    expect(zh.detail).toBe(
      '/fields/fee:应为金额,如 "8000.00";/fields/promisedAt:应为时刻,如 2026-11-23T18:00:00+08:00 或 +6h',
    );
    expect(zh.errors[0]).toEqual({ pointer: '/fields/fee', detail: '应为金额,如 "8000.00"' });
    expect(en.errors[0]).toEqual({ pointer: '/fields/fee', detail: 'must be an amount such as "8000.00"' });
  });

  it('of a body that is of another form', async () => {
    const { zh, en } = await create({ complainant: { name: '测试', phone: 'call me' }, demand: 3, urgent: true });
    expect(en.detail).toBe(
      '/complainant/phone: must be a telephone number: 5 to 40 digits, e.g. 13900000000 or +86 139 0000 0000; ' +
        '/demand: expected string, received number; /urgent: unknown field',
    );
    expect(zh.errors.map((error: { detail: string }) => error.detail)).toEqual([
      '应为电话号码:5 至 40 位数字,如 13900000000 或 +86 139 0000 0000',
      '应为文字,收到的类型为数字',
      '未知字段',
    ]);
  });

  it('of an action, with what is allowed instead', async () => {
    const { zh, en } = await act('close', {});
    expect([en.detail, zh.detail]).toEqual([
      '"close" is not allowed in stage "registered"; it is in: resolved',
      '"registered" 阶段不能进行 "close";可进行的阶段:resolved',
    ]);
    expect(zh.allowed).toContain('resolve');
  });

  it('of a payment above the cap, by somebody who may not, and on a case that is not there', async () => {
    expect((await act('pay', { fields: { amount: '5000.01' } })).zh.errors).toEqual([
      { pointer: '/fields/amount', detail: '额度上限为 5000.00;申请金额为 5000.01' },
    ]);
    expect((await act('accept', {}, 'handler-jiefanglu')).zh.detail).toMatch(
      /^案件不在单位 "outlet-jiefanglu" 的范围内$/,
    );
    expect((await inBoth((headers) => api.get('/v1/complaints/20200101-000001', headers))).zh.detail).toBe(
      '没有这个编号的投诉',
    );
  });

  it('of a case that names itself', async () => {
    const { zh, en } = await act('merge', { fields: { into: no } }, 'liaison-renminlu');
    expect([en.detail, zh.detail]).toEqual([
      '/fields/into: a case cannot name itself',
      '/fields/into:案件不能指向自身',
    ]);
  });
});

it('what a simulation refuses is in the language of whoever asks', async () => {
  const at = '2026-11-23T09:00:00+08:00';
  const body = {
    at,
    intake: { channel: 'outlet', unit: 'outlet-renminlu', category: 'urgent-cash' },
    script: [
      { at, action: 'teleport' },
      { at, action: 'close' },
    ],
  };
  const { zh, en } = await inBoth((headers) => api.post('/v1/packs/cutover-emergency/simulate', body, headers));
  expect(en.refused.map((one: { detail: string }) => one.detail)[0]).toMatch(
    /^this pack has no action "teleport"; it has: accept, /,
  );
  expect(zh.refused.map((one: { detail: string }) => one.detail)[0]).toMatch(
    /^制度包没有操作 "teleport";可用:accept、/,
  );
  expect(zh.refused.map((one: { index: number; code: string }) => [one.index, one.code])).toEqual(
    en.refused.map((one: { index: number; code: string }) => [one.index, one.code]),
  );
});

it('why somebody was not told is in the language of whoever asks', async () => {
  await api.db.query(
    `insert into notifications (key, message_key, no, item, recipient, via, role, channel, message, fired_at, status,
      attempts, last_error)
       values ('k', 'k', $1, 'i', 'nobody', 'role', 'handler', 'none', 'm', now(), 'undeliverable', 1,
      '{"phrase": "nobody-may-know"}')`,
    [no],
  );
  const { zh, en } = await inBoth((headers) => api.get(`/v1/complaints/${no}/notifications`, headers));
  const reasonIn = (body: Answer['body']): unknown =>
    body.items.find((one: { key: string }) => one.key === 'k').lastError;
  expect([reasonIn(en), reasonIn(zh)]).toEqual(['nobody who may know of the case', '没有可以知悉此案的人员']);
  const whatToDo = (body: Answer['body']): unknown =>
    body.items.find((one: { key: string }) => one.key === 'k').whatToDo;
  expect([whatToDo(en), whatToDo(zh)]).toEqual([
    'nobody who may know of the case is Handler for 人民路支行: name somebody with redress organisation import',
    '人民路支行 的 经办人员 没有可以知悉此案的人担任:请用 redress organisation import 指定人员',
  ]);
});
