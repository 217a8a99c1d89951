import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { temporalCli } from '../support/servers/temporalCli.ts';
import { openedCase } from '../support/cases/openedCase.ts';
import { quietLength } from '../support/workflows/quietLength.ts';
import { eventTypes, mostPendingTimers, replayOwn } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';
import { UNTOUCHED_LADDER } from '../support/workflows/untouchedLadder.ts';

let api: TestApi;
let phone = 13_910_000_000;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const open = (over: Record<string, unknown> = {}): Promise<string> => openedCase(api, (phone += 1), over);
const handleOf = (no: string): ReturnType<TestApi['client']['workflow']['getHandle']> =>
  api.client.workflow.getHandle(caseWorkflowId(no));
const act = async (
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): Promise<void> => {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
};
const logOf = async (
  no: string,
): Promise<
  readonly { readonly type: string; readonly actor: { readonly id: string }; readonly data: Record<string, unknown> }[]
> => (await api.db.query('select event from events where no = $1 order by seq', [no])).rows.map((row) => row.event);
const until = (no: string, type: string, count = 1): Promise<unknown> =>
  expect
    .poll(async () => (await logOf(no)).filter((event) => event.type === type).length, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(count);

describe('what a life costs', () => {
  it('is at most 40 events and 20 KB with four steps on time, and one timer at a time', async () => {
    const no = await open({ drill: undefined, fields: { siteVisit: false } });
    await act(no, 'reply', { outcome: 'explained' });
    await act(no, 'report');
    await act(no, 'resolve', { outcome: 'satisfied' });
    await act(no, 'close');
    await handleOf(no).result();
    const { historyLength, historySize } = await handleOf(no).describe();
    const history = await replayOwn(api.client, no, 'on-time');
    process.stdout.write(`on-time life of four steps: ${historyLength} events, ${historySize} bytes\n`);
    expect(historyLength).toBeLessThanOrEqual(40);
    expect(historySize ?? 0).toBeLessThanOrEqual(20_480);
    expect(mostPendingTimers(history)).toBe(1);
  });

  it('stays below 20 KB with six', async () => {
    const no = await open({ drill: undefined, fields: { siteVisit: true } });
    await act(no, 'accept');
    await act(no, 'arrive');
    await act(no, 'reply', { outcome: 'explained' });
    await act(no, 'report');
    await act(no, 'resolve', { outcome: 'satisfied' });
    await act(no, 'close');
    await handleOf(no).result();
    const { historyLength, historySize } = await handleOf(no).describe();
    process.stdout.write(`on-time life of six actions: ${historyLength} events, ${historySize} bytes\n`);
    expect(historySize ?? 0).toBeLessThanOrEqual(20_480);
    expect(mostPendingTimers(await replayOwn(api.client, no, 'on-time-with-visit'))).toBe(1);
  });

  it('is at most 13 events more for a lapse with one rung', async () => {
    const no = await open({ unit: 'province-centre', channel: 'hotline-95566', drill: { speed: 3_600 } });
    const before = await quietLength(handleOf(no));
    await act(no, 'contact', {}, 'centre-1');
    await act(no, 'report', {}, 'centre-1');
    const quiet = await quietLength(handleOf(no));
    await until(no, 'RungFired', 2);
    await until(no, 'ClockMissed', 1);
    const after = await quietLength(handleOf(no));
    const rungs = (await logOf(no)).filter((event) => event.type === 'RungFired').length;
    process.stdout.write(`${rungs} rungs: ${after - quiet} events (start ${before})\n`);
    expect(after - quiet).toBeLessThanOrEqual(13 * rungs);
    await replayOwn(api.client, no, 'lapse');
  });

  it('is no timer event for an action that leaves the nearest instant alone', async () => {
    const no = await open({ fields: { siteVisit: true } });
    const timers = async (): Promise<number> =>
      eventTypes(await handleOf(no).fetchHistory()).filter((type) => type.startsWith('Timer')).length;
    await act(no, 'accept');
    const before = await timers();
    await act(no, 'edit', { fee: '3.00' });
    await act(no, 'reply', { outcome: 'explained' });
    expect(await timers()).toBe(before);
    await replayOwn(api.client, no, 'nearest-left-alone');
  });
});

describe('asking a case', () => {
  it('that the rules refuse leaves no history when asked by an Update', async () => {
    const no = await open();
    const before = await quietLength(handleOf(no));
    const update = {
      id: 'u1',
      action: 'close',
      actor: 'handler-renminlu',
      fields: {},
    };
    await expect(handleOf(no).executeUpdate('close', { args: [update], updateId: 'u1' })).rejects.toMatchObject({
      cause: { type: 'Rejected' },
    });
    expect(await quietLength(handleOf(no))).toBe(before);
  });

  it('that the rules refuse is in the timeline when asked by a Signal', async () => {
    const no = await open();
    await handleOf(no).signal('close', { actor: 'handler-renminlu' });
    await until(no, 'ActionRefused');
    expect((await logOf(no)).filter((event) => event.type === 'ActionRefused')).toMatchObject([
      { data: { action: 'close', code: 'action-not-allowed' }, actor: { id: 'handler-renminlu' } },
    ]);
    await replayOwn(api.client, no, 'signal-refused');
  });

  it('by a Signal works in the name of the person it gives, once for one id', async () => {
    const no = await open();
    await handleOf(no).signal('accept', { id: 's1', actor: 'handler-renminlu' });
    await handleOf(no).signal('accept', { id: 's1', actor: 'handler-renminlu' });
    await handleOf(no).signal('reply', { id: 's2', actor: 'handler-renminlu', fields: { outcome: 'explained' } });
    await until(no, 'StepRecorded');
    const log = await logOf(no);
    expect(log.filter((event) => event.type === 'CaseAccepted')).toMatchObject([
      { data: { handler: 'handler-renminlu' } },
    ]);
    expect(log.filter((event) => event.type === 'ActionRefused')).toEqual([]);
    await replayOwn(api.client, no, 'signals');
  });

  it('by a Signal of nobody known, or of no form at all, harms nothing', async () => {
    const no = await open();
    for (const payload of [
      'text',
      7,
      null,
      [],
      { actor: 'ghost' },
      { actor: { id: 5 } },
      { actor: 'handler-renminlu', fields: 'x' },
      { actor: 'handler-renminlu' },
    ])
      await handleOf(no).signal('accept', payload);
    await until(no, 'CaseAccepted');
    await act(no, 'reply', { outcome: 'explained' });
    await replayOwn(api.client, no, 'signals-of-no-form');
  });
});

describe('an end', () => {
  it('asked for in the Temporal UI is a withdrawal by an administrator', async () => {
    const no = await open();
    await act(no, 'accept');
    await temporalCli('workflow', 'cancel', '--workflow-id', caseWorkflowId(no));
    expect(await handleOf(no).result()).toMatchObject({ stage: 'withdrawn' });
    const log = await logOf(no);
    expect(log.filter((event) => event.type === 'CaseWithdrawn')).toMatchObject([
      {
        data: { by: 'administrator', identity: expect.stringContaining('@') as string },
        actor: { id: 'administrator' },
      },
    ]);
    expect((await api.readView(no)).state.outcome).toBeUndefined();
    expect(log.filter((event) => event.type === 'ClockCancelled').length).toBeGreaterThan(0);
    await replayOwn(api.client, no, 'cancelled');
  });

  it('asked for in the Temporal UI of a case that has its answer is refused, and seen', async () => {
    const no = await open({ drill: undefined, fields: { siteVisit: false } });
    await act(no, 'reply', { outcome: 'explained' });
    await act(no, 'report');
    await act(no, 'resolve', { outcome: 'satisfied' });
    await temporalCli('workflow', 'cancel', '--workflow-id', caseWorkflowId(no));
    await until(no, 'ActionRefused');
    expect((await logOf(no)).filter((event) => event.type === 'ActionRefused')).toMatchObject([
      {
        data: { action: 'withdraw', code: 'action-not-allowed', named: expect.stringContaining('@') as string },
        actor: { id: 'administrator' },
      },
    ]);
    expect((await api.readView(no)).state).toMatchObject({ stage: 'resolved', outcome: 'satisfied' });
    await act(no, 'close');
    expect(await handleOf(no).result()).toMatchObject({ stage: 'closed' });
    await replayOwn(api.client, no, 'cancelled-too-late');
  });

  it('followed by a reopening goes on counting, and the old clocks stay as they ended', async () => {
    const no = await open();
    await act(no, 'accept');
    await act(no, 'arrive');
    await act(no, 'reply', { outcome: 'explained' });
    await act(no, 'report');
    await act(no, 'resolve', { outcome: 'satisfied' });
    await act(no, 'close');
    await handleOf(no).result();
    const before = (await logOf(no)).length;
    await act(no, 'reopen', { reason: 'new-facts' }, 'liaison-renminlu');
    await act(no, 'resolve', { outcome: 'explained' });
    await act(no, 'close');
    await handleOf(no).result();
    const log = await logOf(no);
    expect(log.slice(before).map((event) => event.type)).toEqual([
      'CaseReopened',
      'ClassChanged',
      'CaseResolved',
      'ClassChanged',
      'CaseClosed',
    ]);
    await replayOwn(api.client, no, 'reopened');
  });
});

describe('an untouched case', () => {
  it('fires every rung in order, none early, none twice, and tells those concerned', async () => {
    const no = await open({ drill: { speed: 7_200 } });
    await until(no, 'RungFired', UNTOUCHED_LADDER.length);
    const rungs = (await logOf(no)).filter((event) => event.type === 'RungFired').map((event) => event.data);
    expect(rungs.map((rung) => `${String(rung['clock'])}/${String(rung['rung'])}`)).toEqual(UNTOUCHED_LADDER);
    expect(rungs.every((rung) => Number(rung['lateMs']) >= 0)).toBe(true);
    await expect
      .poll(
        () =>
          new Set(
            api.told.filter((mail) => mail.no === no).flatMap((mail) => mail.items.map((item) => `${item} ${mail.to}`)),
          ).size,
        { timeout: 20_000 },
      )
      .toBe(21);
    expect(api.told.filter((mail) => mail.no === no)).toHaveLength(21);
    const history = await replayOwn(api.client, no, 'untouched');
    expect(mostPendingTimers(history)).toBe(1);
  });
});

describe('a payment', () => {
  it('through two approvals is recorded once', async () => {
    const no = await open({ category: 'urgent-cash' });
    await act(no, 'persuade', { accepted: false });
    await act(no, 'pay', { amount: '3000.00' });
    await act(no, 'approve', { request: 'a1' }, 'head-renminlu');
    await act(no, 'approve', { request: 'a1' }, 'liaison-renminlu');
    const paid = (await logOf(no)).filter((event) => event.type === 'StepRecorded' && event.data['step'] === 'pay');
    expect(paid).toHaveLength(1);
    expect((await api.db.query('select status, amount from reservations where no = $1', [no])).rows).toEqual([
      { status: 'spent', amount: 300_000 },
    ]);
    await replayOwn(api.client, no, 'payment');
  });

  it('that is rejected is free again', async () => {
    const no = await open({ category: 'urgent-cash' });
    await act(no, 'persuade', { accepted: false });
    await act(no, 'pay', { amount: '5000.00' });
    await act(no, 'reject', { request: 'a1', reason: 'not-justified' }, 'head-renminlu');
    await act(no, 'pay', { amount: '5000.00' });
    await replayOwn(api.client, no, 'payment-rejected');
  });
});

describe('a department', () => {
  it('answers, re-routes and refuses its share', async () => {
    const no = await open({ unit: 'province-centre', channel: 'hotline-95566' });
    await act(no, 'dispatch', { departments: ['dept-it', 'dept-operations'] }, 'centre-1');
    await act(no, 're-route', { dispatch: 'd1', department: 'dept-operations', reason: 'not-our-business' }, 'it-head');
    await act(no, 'answer-dispatch', { dispatch: 'd1', substantive: true }, 'ops-head');
    await act(no, 'refuse-dispatch', { dispatch: 'd2', reason: 'no-capacity' }, 'ops-head');
    await expect(act(no, 'rule-dispatch', { dispatch: 'd2', valid: false }, 'it-head')).rejects.toThrow(
      '只有以下角色可以进行',
    );
    await replayOwn(api.client, no, 'dispatch');
  });
});
