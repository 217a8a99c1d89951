import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { CLOCK_IS_MOVED } from '../../support/tools/clockIsMoved.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { replayOwn } from '../../support/workflows/replay.ts';
import { rulesPackSource } from '../../support/rules/rulesPack.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let phone = 13_920_000_000;
beforeAll(async () => {
  api = await startTestApi({ source: rulesPackSource() });
});
afterAll(() => api.stop());

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const act = (
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): Promise<Answer> => api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(person));

async function open(over: Record<string, unknown> = {}, person = 'handler-renminlu'): Promise<string> {
  phone += 1;
  const { body, status } = await api.post(
    '/v1/complaints',
    outletComplaint({ pack: 'rules-across', complainant: caller(String(phone)), drill: undefined, ...over }),
    as(person),
  );
  if (status !== 201) throw new Error(body.detail);
  return body.no;
}

const logOf = async (
  no: string,
): Promise<readonly { readonly type: string; readonly at: number; readonly data: Record<string, unknown> }[]> =>
  (await api.db.query('select event from events where no = $1 order by seq', [no])).rows.map((row) => row.event);

/** Every way to read of a case. */
const READS = ['', '/complainant', '/timeline', '/clocks/reply/explanation', '/notifications'];

describe('a confidential case', () => {
  it('is there for the named roles and for nobody else, by whatever way they look', async () => {
    const no = await open({ category: 'media', channel: 'media', unit: 'branch-office' });
    const told = (person: string): Promise<readonly number[]> =>
      Promise.all(READS.map(async (path) => (await api.get(`/v1/complaints/${no}${path}`, as(person))).status));
    expect(await told('press-1')).toEqual([200, 200, 200, 200, 200]);
    expect(await told('leader')).toEqual([404, 404, 404, 404, 404]);
    expect(await told('local')).toEqual([404, 404, 404, 404, 404]);
    expect((await act(no, 'comment', {}, 'leader')).body).toMatchObject({ status: 404, code: 'complaint-unknown' });
    const listed = async (person: string, q = ''): Promise<readonly string[]> =>
      (await api.get(`/v1/complaints?limit=200${q}`, as(person))).body.items.map((item: { no: string }) => item.no);
    expect(await listed('press-1')).toContain(no);
    expect(await listed('leader')).not.toContain(no);
    expect(await listed('leader', `&q=${no}`)).toEqual([]);
    expect(await listed('leader', `&q=${phone}`)).toEqual([]);
  });

  it('is answered again to whoever registered it, under the same key, as it began and not as it went on', async () => {
    const key = { ...as('handler-renminlu'), 'Idempotency-Key': 'confidential-1' };
    const body = outletComplaint({
      pack: 'rules-across',
      drill: undefined,
      category: 'media',
      channel: 'media',
      unit: 'branch-office',
      complainant: caller('13900008881'),
    });
    const first = await api.post('/v1/complaints', body, key);
    expect((await act(first.body.no, 'assign', { handler: 'press-1' }, 'press-1')).status).toBe(403);
    expect((await act(first.body.no, 'accept', {}, 'press-1')).body).toMatchObject({ handler: 'press-1' });
    const again = await api.post('/v1/complaints', body, key);
    expect(again.body).toMatchObject({
      no: first.body.no,
      receiptCode: first.body.receiptCode,
      stage: 'registered',
      handler: null,
    });
  });

  it('is not heard of in the stream of changes', async () => {
    const ended = new AbortController();
    const stream = await fetch(`${api.url}/v1/events`, { headers: as('leader'), signal: ended.signal });
    const hidden = await open({ category: 'media', channel: 'media', unit: 'branch-office' });
    const plain = await open();
    let text = '';
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (!text.includes(plain)) text += (await reader?.read())?.value ?? '';
    ended.abort();
    expect(text).not.toContain(hidden);
  });

  it.skipIf(CLOCK_IS_MOVED)(
    'tells the holders of its roles alone, and shows nothing to whoever looks into the engine',
    async () => {
      const no = await open({ category: 'media', channel: 'media', unit: 'branch-office', drill: { speed: 20_000 } });
      await expect
        .poll(async () => (await logOf(no)).filter((event) => event.type === 'RungFired').length, { timeout: 30_000 })
        .toBeGreaterThan(5);
      await expect.poll(() => api.told.filter((one) => one.no === no).length, { timeout: 30_000 }).toBeGreaterThan(0);
      expect(new Set(api.told.filter((one) => one.no === no).map((one) => one.to))).toEqual(
        new Set(['press-1@example.invalid']),
      );
      const { typedSearchAttributes, raw } = await api.client.workflow.getHandle(caseWorkflowId(no)).describe();
      const shown =
        JSON.stringify([...typedSearchAttributes.getAll()]) +
        Buffer.from(raw.executionConfig?.userMetadata?.summary?.data ?? []).toString('utf8');
      expect(shown).toContain('confidential');
      expect(shown).not.toMatch(/媒体|"media"|branch-office/);
    },
  );
});

describe('a person named in a complaint', () => {
  it.skipIf(CLOCK_IS_MOVED)(
    'finds nothing, may do nothing, not even by Signal, and is told nothing: others are told instead',
    async () => {
      const no = await open(
        { fields: { namedStaff: 'handler-renminlu' }, drill: { speed: 20_000 } },
        'liaison-renminlu',
      );
      for (const path of READS)
        expect((await api.get(`/v1/complaints/${no}${path}`, as('handler-renminlu'))).status).toBe(404);
      expect((await api.get(`/v1/complaints?q=${no}`, as('handler-renminlu'))).body.items).toEqual([]);
      expect((await act(no, 'accept')).status).toBe(404);
      await api.client.workflow.getHandle(caseWorkflowId(no)).signal('accept', { actor: 'handler-renminlu' });
      await expect
        .poll(async () => (await logOf(no)).find((event) => event.type === 'ActionRefused')?.data, { timeout: 20_000 })
        .toMatchObject({ code: 'recused' });
      await expect.poll(() => api.told.filter((one) => one.no === no).length, { timeout: 30_000 }).toBeGreaterThan(2);
      const recipients = new Set(api.told.filter((one) => one.no === no).map((one) => one.to));
      expect(recipients).not.toContain('handler-renminlu@example.invalid');
      expect(recipients).toContain('head-renminlu@example.invalid');
    },
  );

  it('cannot be made the handler, and cannot register the complaint', async () => {
    const no = await open({ fields: { namedStaff: 'handler-jiefanglu' } }, 'liaison-renminlu');
    expect((await act(no, 'assign', { handler: 'handler-jiefanglu' }, 'liaison-renminlu')).body).toMatchObject({
      status: 403,
      code: 'recused',
    });
    const own = await api.post(
      '/v1/complaints',
      outletComplaint({ pack: 'rules-across', fields: { namedStaff: 'handler-renminlu' } }),
      as('handler-renminlu'),
    );
    expect(own.body).toMatchObject({ status: 403, code: 'recused' });
  });
});

describe('two cases that become one', () => {
  it('the one ends as merged and points at the other, which takes the earlier moments', async () => {
    const older = await open();
    const newer = await open();
    const due = async (no: string): Promise<string> =>
      (await api.get(`/v1/complaints/${no}`, as('local'))).body.clocks.find(
        (clock: { id: string; status: string }) => clock.id === 'reply',
      ).dueAt;
    const earlier = await due(older);
    expect((await act(older, 'merge', { into: newer })).body).toMatchObject({
      stage: 'merged',
      links: [{ no: newer, kind: 'merged-into' }],
    });
    expect((await api.get(`/v1/complaints/${newer}`, as('local'))).body.links).toEqual([{ no: older, kind: 'merged' }]);
    expect(await due(newer)).toBe(earlier);
    const explained = (await api.get(`/v1/complaints/${newer}/clocks/reply/explanation`, as('local'))).body.segments;
    expect(explained.at(-1)).toMatchObject({ reason: 'merge', detail: older });
    expect(await api.client.workflow.getHandle(caseWorkflowId(older)).result()).toMatchObject({ stage: 'merged' });
    await replayOwn(api.client, older, 'merged');
    await replayOwn(api.client, newer, 'absorbed');
  });

  it('is refused into itself, one that ended and one that is not there; by Signal that is recorded', async () => {
    const no = await open();
    const gone = await open();
    await act(gone, 'withdraw', { reason: 'duplicate' });
    await api.client.workflow.getHandle(caseWorkflowId(gone)).result();
    expect((await act(no, 'merge', { into: no })).body.code).toBe('field-invalid');
    expect((await act(no, 'merge', { into: gone })).body.code).toBe('case-not-open');
    expect((await act(no, 'merge', { into: '20260101-000000' })).body.code).toBe('field-invalid');
    await api.client.workflow
      .getHandle(caseWorkflowId(no))
      .signal('merge', { actor: 'handler-renminlu', fields: { into: gone } });
    await expect
      .poll(
        async () =>
          (await logOf(no)).filter((event) => event.type === 'ActionRefused' && event.data['code'] === 'case-not-open')
            .length,
        { timeout: 20_000 },
      )
      .toBe(2);
    expect((await api.get(`/v1/complaints/${no}`, as('local'))).body.stage).toBe('registered');
    await replayOwn(api.client, no, 'merge-refused');
  });

  it('each into the other at once: never are both gone', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [a, b] = [await open(), await open()];
      await Promise.all([act(a, 'merge', { into: b }), act(b, 'merge', { into: a })]);
      const stages = await Promise.all(
        [a, b].map(async (no) => (await api.get(`/v1/complaints/${no}`, as('local'))).body.stage),
      );
      expect(stages.filter((stage) => stage === 'merged').length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a repeat', () => {
  it('that two channels bring at once is one case and one repeat of it, which opens a level higher', async () => {
    const complainant = caller('13900007777');
    const bring = (channel: string, unit: string): Promise<Answer> =>
      api.post(
        '/v1/complaints',
        outletComplaint({ pack: 'rules-across', drill: undefined, complainant, channel, unit }),
        as('local'),
      );
    const both = await Promise.all([bring('outlet', 'outlet-renminlu'), bring('outlet', 'outlet-jiefanglu')]);
    const linked = both.filter((one) => one.body.links.length > 0);
    expect(linked).toHaveLength(1);
    const first = both.find((one) => one.body.links.length === 0);
    expect(linked[0]?.body).toMatchObject({
      level: 'branch',
      class: 'formal',
      links: [{ no: first?.body.no, kind: 'repeat' }],
    });
    expect(first?.body).toMatchObject({ level: 'outlet', class: 'pending' });
  });
});

describe('an important case', () => {
  it('goes past the ladder straight to the holder of the role', async () => {
    const no = await open({ fields: { important: true } });
    expect((await api.get(`/v1/complaints/${no}`, as('hq-1'))).body).toMatchObject({
      level: 'head-office',
      handler: 'hq-1',
    });
  });
});

describe('the close of a period', () => {
  it('is for an administrator and for periods that are over; portions follow each other', async () => {
    await open();
    const today = new Date().toISOString().slice(0, 10);
    expect((await api.post('/v1/class-freezes', { until: today }, as('leader'))).body).toMatchObject({ status: 403 });
    expect((await api.post('/v1/class-freezes', { until: 'soon' }, as('local'))).status).toBe(422);
    const early = await api.post(
      '/v1/class-freezes',
      { until: '2999-12-31', pack: 'rules-across', limit: 2 },
      as('local'),
    );
    expect(early.body).toMatchObject({ frozen: 0, left: { 'field-invalid': 2 } });
    expect(early.body.next).toMatch(/^\d{8}-\d+$/);
  });

  it.skipIf(CLOCK_IS_MOVED)('is asked of the case itself as well', async () => {
    const no = await open();
    expect((await act(no, 'freeze', { until: new Date().toISOString() }, 'local')).status).toBe(200);
    await act(no, 'add-channel', { channel: 'regulator' }, 'liaison-renminlu');
    const types = (await logOf(no)).slice(-3).map((event) => event.type);
    expect(types).toEqual(['ClassFrozen', 'ChannelAdded', 'ClassAdjusted']);
    expect((await logOf(no)).at(-1)?.data).toMatchObject({ from: 'pending', to: 'formal', frozen: 'pending' });
  });
});

describe('representatives', () => {
  const speaker = { name: '测试乙', phone: '13900005555', authority: 'agent' };
  it('are at most as many as the pack says, each with an authority; their names stay sealed', async () => {
    const many = await api.post(
      '/v1/complaints',
      outletComplaint({
        pack: 'rules-across',
        complainant: caller('13900006661', { representatives: Array.from({ length: 6 }, () => speaker) }),
      }),
      as('local'),
    );
    expect(many.body).toMatchObject({ status: 422, errors: [{ pointer: '/complainant/representatives' }] });
    const odd = await api.post(
      '/v1/complaints',
      outletComplaint({
        pack: 'rules-across',
        complainant: caller('13900006662', { representatives: [{ ...speaker, authority: 'friend' }] }),
      }),
      as('local'),
    );
    expect(odd.body.errors[0].pointer).toBe('/complainant/representatives/0/authority');
    const no = await open({ complainant: caller('13900006663', { representatives: [speaker, speaker] }) });
    expect((await logOf(no))[0]?.data).toMatchObject({ representatives: 2 });
    expect(JSON.stringify(await logOf(no))).not.toContain('13900005555');
    expect(
      (await api.get(`/v1/complaints/${no}/complainant`, as('local'))).body.complainant.representatives,
    ).toHaveLength(2);
  });
});

describe('a pause', () => {
  it.skipIf(CLOCK_IS_MOVED)('of a kind stops its clocks, and the explanation says for how long and why', async () => {
    const no = await open();
    const paused = await act(no, 'pause', { reason: 'new-facts' }, 'liaison-renminlu');
    expect(
      paused.body.clocks
        .filter((clock: { status: string }) => clock.status === 'paused')
        .map((clock: { id: string }) => clock.id),
    ).toEqual(['reply']);
    await act(no, 'resume', {}, 'liaison-renminlu');
    const { segments } = (await api.get(`/v1/complaints/${no}/clocks/reply/explanation`, as('local'))).body;
    expect(segments.at(-1)).toMatchObject({ reason: 'pause', detail: 'new-facts' });
    await replayOwn(api.client, no, 'paused');
  });
});
