import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reconciler } from '../../../api/process/reconciler.ts';
import { stoppedFinding } from '../../../cli/doctor/stoppedFinding.ts';
import { stoppedCases } from '../../../client/stoppedCases.ts';
import { engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { temporalCli } from '../../support/servers/temporalCli.ts';
import { replay } from '../../support/workflows/replay.ts';

/** One hour of it is two seconds. */
const FAST = { speed: 1_800 };

const handle = (api: TestApi, no: string) => api.client.workflow.getHandle(caseWorkflowId(no));
const log = async (api: TestApi, no: string): Promise<readonly RecordedEvent[]> =>
  (await readLog(api.db, no)).map((one) => one.event);
const stops = async (api: TestApi, no: string): Promise<readonly unknown[]> =>
  (await log(api, no)).flatMap((event) => (event.type === 'EngineStopped' ? [event.data] : []));
const goesOn = (api: TestApi, no: string): Promise<unknown> =>
  expect.poll(async () => (await stops(api, no)).length, { timeout: 60_000 }).toBe(1);

/** What fell due meanwhile was told once, and the case still acts by itself. */
async function expectEscalation(api: TestApi, no: string): Promise<void> {
  const rungs = async (): Promise<readonly string[]> =>
    (await log(api, no)).filter((event) => event.type === 'RungFired').map((event) => event.id);
  const before = (await rungs()).length;
  await expect.poll(async () => (await rungs()).length, { timeout: 60_000 }).toBeGreaterThan(before);
  expect(new Set(await rungs()).size).toBe((await rungs()).length);
  const told = await api.db.query('select key from notifications where no = $1 and attempts > 1', [no]);
  expect(told.rows).toEqual([]);
  expect((await verifyCase(api.db, no)).findings).toEqual([]);
  await replay(await handle(api, no).fetchHistory(), no);
}

describe('a case whose workflow an administrator stops', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ watch: true });
  });
  afterAll(() => api.stop());

  it('by terminating it goes on by itself, and its log says by whom it was stopped and for how long', async () => {
    const no = await openedCase(api, 13_970_000_001, { drill: FAST });
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no), '--reason', 'a test');
    await goesOn(api, no);
    expect(await stops(api, no)).toEqual([
      { how: 'terminated', ms: expect.any(Number) as number, by: expect.stringContaining('@') as string },
    ]);
    await expectEscalation(api, no);
    expect((await api.get('/metrics')).body).toContain('\nredress_cases_stopped 0\n');
    expect(api.logged.join()).toContain('workflows of cases were stopped: they go on from the log');
  });

  it('by resetting it goes on by itself', async () => {
    const no = await openedCase(api, 13_970_000_002, { drill: FAST });
    const how = ['--type', 'FirstWorkflowTask', '--reason', 'a test'];
    await temporalCli('workflow', 'reset', '--workflow-id', caseWorkflowId(no), ...how);
    await goesOn(api, no);
    expect(await stops(api, no)).toMatchObject([{ how: 'replaced' }]);
    await expectEscalation(api, no);
  });

  it('by resetting it after its end tells what it still owes, and ends again', async () => {
    const no = await openedCase(api, 13_970_000_006, { drill: FAST });
    const owed = async (status: string): Promise<number> =>
      (await api.db.query('select from notifications where no = $1 and status = $2', [no, status])).rowCount ?? 0;
    await expect.poll(() => owed('delivered'), { timeout: 60_000 }).toBeGreaterThan(0);
    const withdrawn = await api.post(
      `/v1/complaints/${no}/actions/withdraw`,
      { fields: { reason: 'customer-request' } },
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect([withdrawn.status, withdrawn.body]).toEqual([200, withdrawn.body]);
    const status = async (): Promise<string> => (await handle(api, no).describe()).status.name;
    await expect.poll(status, { timeout: 30_000 }).toBe('COMPLETED');
    await api.db.query("update notifications set status = 'failing' where no = $1", [no]);
    const before = await log(api, no);
    const how = ['--type', 'FirstWorkflowTask', '--reason', 'a test'];
    await temporalCli('workflow', 'reset', '--workflow-id', caseWorkflowId(no), ...how);
    await expect.poll(() => owed('failing'), { timeout: 60_000 }).toBe(0);
    await expect.poll(status, { timeout: 30_000 }).toBe('COMPLETED');
    expect(await log(api, no)).toEqual(before);
  });

  it('while it is asked for something answers, and nothing is done twice', async () => {
    const no = await openedCase(api, 13_970_000_003, { drill: { speed: 2 } });
    await temporalCli('workflow', 'terminate', '--workflow-id', caseWorkflowId(no));
    const answer = await api.post(`/v1/complaints/${no}/actions/accept`, {}, { 'X-Redress-Actor': 'handler-renminlu' });
    expect([answer.status, answer.body.stage]).toEqual([200, 'accepted']);
    await goesOn(api, no);
    expect((await log(api, no)).filter((event) => event.type === 'CaseAccepted')).toHaveLength(1);
  });
});

it('one that was deleted or timed out is found by comparison: the doctor names it, it goes on', async () => {
  const api = await startTestApi();
  const [deleted, ended] = [
    await openedCase(api, 13_970_000_004, { drill: FAST }),
    await openedCase(api, 13_970_000_005, { drill: FAST }),
  ];
  const { events } = await handle(api, ended).fetchHistory();
  await temporalCli('workflow', 'delete', '--workflow-id', caseWorkflowId(deleted), '--yes');
  const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  await api.client.workflow.start(engineNames().complaint, {
    workflowId: caseWorkflowId(ended),
    // Nobody serves it.
    taskQueue: 'nobody',
    workflowRunTimeout: '1 second',
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    args: payloads.map((payload) => defaultPayloadConverter.fromPayload(payload)),
  });
  const found = (): Promise<readonly string[]> => stoppedCases(api.db, api.gateway.stops);
  await expect.poll(found, { timeout: 30_000 }).toEqual([deleted, ended].toSorted());
  expect(stoppedFinding(await found())).toMatchObject({
    ok: false,
    count: 2,
    detail: { en: expect.stringContaining(deleted) },
  });
  const { db, packs, gateway } = api;
  const reconciler = new Reconciler({ db, packs, gateway, log: { info() {}, warn() {} }, lookMs: 300 });
  reconciler.watch();
  await Promise.all([goesOn(api, deleted), goesOn(api, ended)]);
  expect([await stops(api, deleted), await stops(api, ended)]).toMatchObject([
    [{ how: 'deleted' }],
    [{ how: 'timed-out' }],
  ]);
  expect(stoppedFinding(await found())).toMatchObject({ ok: true });
  await expectEscalation(api, deleted);
  await reconciler.stop();
  await api.stop();
});
