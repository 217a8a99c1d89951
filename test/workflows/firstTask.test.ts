import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineNames } from '../../contracts/engineNames.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { caseFromLog } from '../../client/caseFromLog.ts';
import { SEARCH_ATTRIBUTES } from '../../contracts/complaintWorkflow.ts';
import { deflateRules } from '../../contracts/engineRules.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { readStartableCase } from '../../store/readModel/startableCase.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { planSource } from '../support/rules/planSource.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { testTemporal } from '../support/servers/servers.ts';
import { mended } from '../support/cases/mended.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const plan = parsePack(planSource());
if (!plan.ok) throw new Error('the plan is faulty');
const engine = resolveEngine(plan.value, 'zh');

async function act(
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): Promise<void> {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
}

/** A case that was closed and reopened: nothing will happen in it by itself. */
async function reopened(phone: string): Promise<string> {
  const { no } = (
    await api.post(
      '/v1/complaints',
      outletComplaint({ complainant: caller(phone), drill: undefined, fields: { siteVisit: false } }),
    )
  ).body;
  await act(no, 'reply', { outcome: 'explained' });
  await act(no, 'report');
  await act(no, 'resolve', { outcome: 'satisfied' });
  await act(no, 'close');
  await act(no, 'reopen', { reason: 'new-facts' }, 'liaison-renminlu');
  return no;
}

const shownStage = async (no: string): Promise<unknown> =>
  (await api.client.workflow.getHandle(caseWorkflowId(no)).describe()).typedSearchAttributes.get(
    SEARCH_ATTRIBUTES.stage,
  );

it('a case that an action brought back is found under its new stage, not the one it ended with', async () => {
  const no = await reopened('13900000700');
  expect(await shownStage(no)).toBe('accepted');
  await replayOwn(api.client, no, 'reopened-and-found');
});

it('an action that a new worker handles first in an idle run is replayed just so', async () => {
  const no = await reopened('13900000701');
  const life = await caseFromLog(api.db, api.packs, no);
  if (life === undefined) throw new Error('no such case');
  await api.gateway.startFromLog(life, 'TERMINATE_EXISTING');
  await expect
    .poll(async () => (await api.client.workflow.getHandle(caseWorkflowId(no)).describe()).historyLength)
    .toBeGreaterThanOrEqual(4);
  await api.restartWorker();
  await act(no, 'resolve', { outcome: 'satisfied' });
  await api.restartWorker();
  await act(no, 'close');
  await api.client.workflow.getHandle(caseWorkflowId(no)).result();
  await replayOwn(api.client, no, 'idle-then-acted-on');
});

it('a run that another version had begun and that no worker can follow any more goes on from its log', async () => {
  const no = await reopened('13900000702');
  const { address, namespace } = await testTemporal();
  const taskQueue = `other-version-${no}`;
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowsPath: join(import.meta.dirname, '../support/workflows/otherVersion.ts'),
  });
  const handle = api.client.workflow.getHandle(caseWorkflowId(no));
  await worker.runUntil(async () => {
    await api.client.workflow.start(engineNames().complaint, {
      workflowId: caseWorkflowId(no),
      taskQueue,
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      args: (await inputOf(no)) as never,
    });
    await expect.poll(async () => (await handle.describe()).historyLength).toBeGreaterThanOrEqual(5);
  });
  await connection.close();
  await expect(mended(api, no, false)).rejects.toThrow(`redress reconcile ${no} --anew`);
  expect(await mended(api, no, true)).toMatch(/^as asked: a new run goes on from event \d+$/);
  await act(no, 'resolve', { outcome: 'satisfied' });
  await act(no, 'close');
  await handle.result();
  expect((await verifyCase(api.db, no)).findings).toEqual([]);
});

async function inputOf(no: string): Promise<readonly unknown[]> {
  const found = await readStartableCase(api.db, no);
  const log = (await readLog(api.db, no)).map((one) => one.event);
  if (found === undefined) throw new Error('no such case');
  const { intake, base, pack } = found;
  const carried = { state: evolveAll(undefined, log), seenCommands: [], deliveries: [] };
  return [{ no, pack, base, intake, carried }, deflateRules(engine)];
}
