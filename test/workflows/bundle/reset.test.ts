import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { STATE_QUERY, type WorkflowView } from '../../../contracts/complaintWorkflow.ts';
import { rulesIn } from '../../../contracts/rulesHeader.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { mended } from '../../support/cases/mended.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { temporalCli } from '../../support/servers/temporalCli.ts';
import { replay } from '../../support/workflows/replay.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const handle = (no: string) => api.client.workflow.getHandle(caseWorkflowId(no));
const act = async (no: string, action: string, fields: Record<string, unknown> = {}): Promise<void> => {
  const answer = await api.post(
    `/v1/complaints/${no}/actions/${action}`,
    { fields },
    { 'X-Redress-Actor': 'handler-renminlu' },
  );
  expect([answer.status, answer.body]).toEqual([200, answer.body]);
};
const log = async (no: string): Promise<readonly string[]> => (await readLog(api.db, no)).map((one) => one.hash);
const reset = (no: string, ...how: readonly string[]): Promise<string> =>
  temporalCli('workflow', 'reset', '--workflow-id', caseWorkflowId(no), '--reason', 'a test', ...how);
const ends = (no: string): Promise<unknown> =>
  expect.poll(async () => (await handle(no).describe()).status.name, { timeout: 20_000 }).toBe('FAILED');

/** Answered in time: an hour of it is a second, so what is lived again is lived long after its limits. */
async function answered(phone: number): Promise<string> {
  const no = await openedCase(api, phone, { drill: { speed: 60 }, fields: { siteVisit: false } });
  await act(no, 'accept');
  await act(no, 'reply', { outcome: 'explained' });
  await act(no, 'report');
  return no;
}

describe('a case whose workflow somebody resets', () => {
  it.each([
    ['to its first task', 13_950_000_000, ['--type', 'FirstWorkflowTask']],
    [
      'to its first task, without what was sent to it',
      13_950_000_001,
      ['--type', 'FirstWorkflowTask', '--reapply-exclude', 'All'],
    ],
    ['to its last task', 13_950_000_002, ['--type', 'LastWorkflowTask']],
  ])('%s keeps its log: the run ends, and the case goes on from the log', async (_, phone, how) => {
    const no = await answered(phone);
    const [before, told] = [await log(no), api.told.length];
    await reset(no, ...how);
    await ends(no);
    await replay(await handle(no).fetchHistory(), no);
    expect(await log(no)).toEqual(before);
    await act(no, 'resolve', { outcome: 'satisfied' });
    expect((await log(no)).slice(0, before.length)).toEqual(before);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
    expect(api.told.slice(told).filter((one) => JSON.stringify(one).includes(no))).toEqual([]);
    expect((await api.get(`/v1/complaints/${no}`)).body).toMatchObject({ stage: 'resolved' });
  });
});

it('what is asked again as a case is reset gets its first answer: the run that ends refuses nothing', async () => {
  const no = await answered(13_950_000_003);
  await act(no, 'resolve', { outcome: 'satisfied' });
  const ask = () =>
    api.post(
      `/v1/complaints/${no}/actions/close`,
      { fields: {} },
      { 'X-Redress-Actor': 'handler-renminlu', 'Idempotency-Key': 'closed-once-3' },
    );
  expect((await ask()).status).toBe(200);
  const before = await log(no);
  // The answer was lost before it was kept.
  await api.db.query("update idempotency_keys set status = null, body = null where key = 'closed-once-3'");
  let again: ReturnType<typeof ask> | undefined;
  await api.restartWorker(async () => {
    await reset(no, '--type', 'FirstWorkflowTask', '--reapply-exclude', 'All');
    again = ask();
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  expect(await again).toMatchObject({ status: 200, body: { stage: 'closed' } });
  expect((await log(no)).slice(0, before.length)).toEqual(before);
});

describe('a run that somebody starts with a copy of what a case was started with', () => {
  const inputOf = async (no: string): Promise<[Record<string, unknown>, Uint8Array]> => {
    const { events } = await handle(no).fetchHistory();
    const { input, header } = events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
    const [payload, rules] = [input?.payloads?.[0], rulesIn(header?.fields)];
    if (payload === undefined || rules === undefined) throw new Error('no input or no rules');
    return [defaultPayloadConverter.fromPayload(payload), rules];
  };
  const start = (workflowId: string, args: [Record<string, unknown>, Uint8Array]): Promise<unknown> =>
    api.client.workflow.start(engineNames().complaint, { workflowId, taskQueue: api.taskQueue, args });

  it('under another id refuses to run', async () => {
    const no = await answered(13_950_000_010);
    const other = `${caseWorkflowId(no)}-again`;
    await start(other, await inputOf(no));
    await expect(api.client.workflow.getHandle(other).result()).rejects.toMatchObject({
      cause: { type: 'Fenced', message: `a workflow with the id ${other} is not that of the complaint ${no}` },
    });
    await act(no, 'resolve', { outcome: 'satisfied' });
  });

  it('without the header that holds the rules, as the UI and the CLI copy it, ends at once', async () => {
    const no = await answered(13_950_000_013);
    const [input] = await inputOf(no);
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no));
    const queue = [
      '--type',
      engineNames().complaint,
      '--task-queue',
      api.taskQueue,
      '--workflow-id',
      caseWorkflowId(no),
    ];
    await temporalCli('workflow', 'start', ...queue, '--input', JSON.stringify({ ...input, madeAt: Date.now() }));
    await expect(handle(no).result()).rejects.toMatchObject({
      cause: { type: 'Fenced', message: 'Redress alone starts a case: no rules came with this start' },
    });
    await act(no, 'resolve', { outcome: 'satisfied' });
  });

  it('under its own id, after the log has gone on, ends; and the case goes on from its log', async () => {
    const no = await answered(13_950_000_011);
    const before = await log(no);
    const [input, rules] = await inputOf(no);
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no));
    await start(caseWorkflowId(no), [{ ...input, madeAt: Number(input['madeAt']) - 60_000 }, rules]);
    await ends(no);
    await act(no, 'resolve', { outcome: 'satisfied' });
    expect((await log(no)).slice(0, before.length)).toEqual(before);
  });

  it('after a terminate that the log does not have yet, ends before it says so: the next run says it', async () => {
    const no = await openedCase(api, 13_950_000_014, { drill: { speed: 60 }, fields: { siteVisit: false } });
    const { state } = await handle(no).query<WorkflowView>(STATE_QUERY);
    await act(no, 'accept');
    const [input, rules] = await inputOf(no);
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no));
    const stopped = { how: 'terminated', at: Date.now(), by: 'somebody' };
    const carried = { state, seenCommands: [], deliveries: [], stopped };
    await start(caseWorkflowId(no), [{ ...input, madeAt: Date.now() - 60_000, carried }, rules]);
    await ends(no);
    await act(no, 'reply', { outcome: 'explained' });
    const events = (await readLog(api.db, no)).map(({ event }) => event);
    expect(events.flatMap(({ type, data }) => (type === 'EngineStopped' ? [data] : []))).toMatchObject([
      { how: 'terminated', by: 'somebody' },
    ]);
  });

  it('at once, so that it cannot be told from the first, ends as soon as it would write what is written', async () => {
    const no = await answered(13_950_000_012);
    const before = await log(no);
    const [input, rules] = await inputOf(no);
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no));
    await start(caseWorkflowId(no), [{ ...input, madeAt: Date.now() }, rules]);
    await handle(no).signal('contact', { id: 'late', actor: 'handler-renminlu' });
    await ends(no);
    expect(await log(no)).toEqual(before);
    expect(await mended(api, no, false)).toMatch(/^its workflow is failed: a new run goes on from event \d+$/);
    await act(no, 'resolve', { outcome: 'satisfied' });
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });
});
