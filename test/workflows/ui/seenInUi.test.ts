import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const found = async (query: string): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { workflowId } of api.client.workflow.list({ query })) ids.push(workflowId);
  return ids;
};

describe('an administrator sees in the Temporal UI', () => {
  it('an input that can be read: the rules stand in a header', async () => {
    const no = await openedCase(api, 13_920_000_001);
    const { events } = await api.client.workflow.getHandle(caseWorkflowId(no)).fetchHistory();
    const { input, header } = events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
    const encodings = (input?.payloads ?? []).map((one) => String(Buffer.from(one.metadata?.['encoding'] ?? [])));
    expect([encodings, Object.keys(header?.fields ?? {})]).toEqual([['json/plain'], ['redress-rules']]);
  });

  it('a case by its number and its handler, and among the overdue ones until it is answered', async () => {
    const no = await openedCase(api, 13_920_000_002, { drill: { speed: 7_200 }, fields: { siteVisit: false } });
    const act = async (action: string, fields: Record<string, unknown>, person: string): Promise<void> => {
      const answer = await api.post(
        `/v1/complaints/${no}/actions/${action}`,
        { fields },
        { 'X-Redress-Actor': person },
      );
      expect(answer.body).toMatchObject({ no });
    };
    await act('assign', { handler: 'handler-renminlu' }, 'liaison-renminlu');
    const byNumber = `RedressNo = '${no}' AND RedressHandler = 'handler-renminlu'`;
    const overdue = `${byNumber} AND RedressOverdue = true`;
    await expect.poll(() => found(byNumber), { timeout: 20_000 }).toEqual([caseWorkflowId(no)]);
    await expect.poll(() => found(overdue), { timeout: 30_000 }).toEqual([caseWorkflowId(no)]);
    await act('reply', { outcome: 'explained' }, 'handler-renminlu');
    await act('report', {}, 'handler-renminlu');
    await expect.poll(() => found(overdue), { timeout: 20_000 }).toEqual([]);
  });

  it('in each timer whether it is a warning, the lapse or a repetition, who is told, where it goes up', async () => {
    const { no, summaries } = await lapsed(13_920_000_003);
    const timers = summaries('timerStartedEventAttributes');
    expect(timers).toContainEqual(expect.stringMatching(/^预警 · \S+ · 20\d\d年\d+月\d+日 [:\d]+ \(北京时间\) → \S+$/));
    expect(timers).toContainEqual(expect.stringMatching(/^超时 ↑ 分行 · .+ → .+、.+$/));
    expect(timers).toContainEqual(expect.stringMatching(/^再次催办 · .+ → /));
    expect(no).not.toBe('');
  });

  it('in each recording what was recorded, refusals too; in each delivery what it is and who was told', async () => {
    const { summaries, results, details } = await lapsed(13_920_000_004, 'nobody-known');
    const recorded = summaries('markerRecordedEventAttributes');
    expect(recorded).toContainEqual(expect.stringMatching(/超时 · .+、↑ 分行/));
    expect(recorded).toContainEqual(expect.stringMatching(/请求被规则拒绝 · .+\(nobody-known\):/));
    expect(summaries('activityTaskScheduledEventAttributes')).toContainEqual(
      expect.stringMatching(/^超时 ↑ 分行 · .+ → .+、.+$/),
    );
    const told = { person: 'head-renminlu', role: 'outlet-head', channel: 'email', outcome: 'delivered' };
    expect(results).toContainEqual(expect.objectContaining({ told: expect.arrayContaining([told]) }));
    expect(details).toMatch(/\*\*逾期,自 20\d\d年.+ \(北京时间\) · /);
    expect(details).toMatch(/\*\*已通知\*\*\n(- .+\n)*- .+ · 超时 ↑ 分行 · .+ → .*网点负责人 head-renminlu \(邮件\)/);
    expect(details).toMatch(/\*\*被拒绝的请求\*\*\n- .+\(nobody-known\):/);
    expect(details).toMatch(/ 回复客户 \(press-1\):只有以下角色可以进行:经办人员、网点负责人/);
    expect(details).toMatch(/\*\*将通知\*\*\n(- .+\n)*- .+ ↑ /);
  });

  it('in the delivery of a notice what happened, not the id that the pack has for it', async () => {
    const no = await openedCase(api, 13_920_000_007, { drill: undefined, fields: { siteVisit: false } });
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    await handle.signal('dispatch', { actor: 'liaison-renminlu', fields: { departments: ['dept-it'] } });
    await expect
      .poll(async () => (await metadata(no)).currentDetails, { timeout: 10_000 })
      .toMatch(/\*\*已通知\*\*\n- .+ · 告知 · 派单 → 承办部门负责人 it-head \(邮件\)/);
  });

  it('the view in titles, ISO instants with their zone and decimals, and why a clock is due', async () => {
    const no = await openedCase(api, 13_920_000_005, { drill: undefined, fields: { siteVisit: false } });
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    const instant = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
    const inWords = expect.stringMatching(/^20\d\d年\d+月\d+日 [:\d]+ \(北京时间\)$/);
    expect(await handle.query('view')).toMatchObject({
      no,
      stage: '登记',
      level: '网点',
      registeredAt: instant,
      clocks: expect.arrayContaining([
        expect.objectContaining({ clock: 'reply', status: '进行中', dueAt: instant, due: inWords }),
      ]),
    });
    expect(await handle.query('explain', 'reply')).toMatchObject({
      status: '进行中',
      startedAt: instant,
      dueAt: instant,
      due: inWords,
      segments: [{ from: instant, to: instant, reason: '时限' }],
    });
  });

  it('actions first, each with an argument that it takes; what only Redress sends stands after them', async () => {
    const no = await openedCase(api, 13_920_000_006, { drill: undefined, fields: { siteVisit: false } });
    const { definition } = await metadata(no);
    const signals = definition?.signalDefinitions ?? [];
    expect(signals[0]?.name).not.toMatch(/^redress:|calendar/);
    expect(signals.map(({ name }) => name ?? '').filter((name) => name.startsWith('redress:'))).toEqual(
      signals.slice(-3).map(({ name }) => name),
    );
    expect(signals.filter(({ description }) => description?.includes('"text"')).map(({ name }) => name)).toEqual([]);
    const reply = signals.find(({ name }) => name === 'reply')?.description ?? '';
    const example = JSON.parse(reply.slice(reply.indexOf('{'))) as Record<string, unknown>;
    await api.client.workflow.getHandle(caseWorkflowId(no)).signal('reply', { ...example, actor: 'handler-renminlu' });
    await expect
      .poll(async () => (await metadata(no)).currentDetails, { timeout: 10_000 })
      .toMatch(/经过\*\*\n(- .+\n)*- .+ 回复客户/);
  });
});

type Metadata = Readonly<{
  currentDetails?: string;
  definition?: { readonly signalDefinitions?: readonly Readonly<{ name?: string; description?: string }>[] };
}>;

const metadata = (no: string): Promise<Metadata> =>
  api.client.workflow.getHandle(caseWorkflowId(no)).query<Metadata>('__temporal_workflow_metadata');

/**
 * A case left alone until it has moved to its branch, and what the UI shows of it; somebody unknown has asked for a
 * reply.
 */
async function lapsed(phone: number, unknown = 'nobody-known') {
  const no = await openedCase(api, phone, { drill: { speed: 1_200 }, fields: { siteVisit: false } });
  const handle = api.client.workflow.getHandle(caseWorkflowId(no));
  await handle.signal('reply', { id: 'refused', actor: unknown, fields: { outcome: 'explained' } });
  await handle.signal('reply', { id: 'barred', actor: 'press-1', fields: { outcome: 'explained' } });
  await expect
    .poll(async () => (await metadata(no)).currentDetails, { timeout: 30_000 })
    .toMatch(/已通知\*\*[^]*超时 ↑ 分行[^]+再次催办/);
  const events = (await handle.fetchHistory()).events ?? [];
  const read = (payload: { data?: Uint8Array | null } | null | undefined): unknown =>
    JSON.parse(Buffer.from(payload?.data ?? []).toString('utf8'));
  return {
    no,
    details: (await metadata(no)).currentDetails ?? '',
    summaries: (kind: keyof (typeof events)[number]) =>
      events.flatMap((event) =>
        event[kind] && event.userMetadata?.summary ? [String(read(event.userMetadata.summary))] : [],
      ),
    results: events.flatMap((event) =>
      (event.activityTaskCompletedEventAttributes?.result?.payloads ?? []).map((one) => read(one)),
    ),
  };
}
