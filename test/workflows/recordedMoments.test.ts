import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { recordingHook } from '../support/receivers/recordingHook.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

const hook = recordingHook();
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ recording: hook.recording });
});
afterAll(() => api.stop());

const handle = (no: string) => api.client.workflow.getHandle(caseWorkflowId(no));
const view = (no: string) => handle(no).query<WorkflowView>(STATE_QUERY);

async function opened(phone: string): Promise<string> {
  return (await api.post('/v1/complaints', outletComplaint({ complainant: caller(phone) }))).body.no;
}

async function expectAgreement(no: string): Promise<void> {
  const { state } = await view(no);
  const { state: rows, findings } = await verifyCase(api.db, no);
  expect(findings).toEqual([]);
  expect(state).toEqual(rows);
}

describe('what was decided at one moment and is replayed at another', () => {
  it('stays as the log has it: a request by Signal, while the case was looked at and recording slow', async () => {
    const no = await opened('13900000710');
    hook.slow = 1_500;
    await handle(no).signal('accept', { id: 'accept-1', actor: 'handler-renminlu' });
    await pause(500);
    await view(no);
    await expect
      .poll(async () => (await readLog(api.db, no)).map((one) => one.event.id), { timeout: 10_000 })
      .toContain('accept-1#1');
    hook.slow = 0;
    await api.restartWorker();
    await expectAgreement(no);
    await replayOwn(api.client, no, 'looked-at-while-recording');
  });

  it('stays as the log has it: an abandoned try of the task had recorded the same at an earlier moment', async () => {
    const no = await opened('13900000711');
    hook.abandoned = (batch) => ({
      ...batch,
      events: batch.events.map((event) => ({ ...event, at: event.at - 7 })),
      moments: batch.moments?.map((at) => at - 7) ?? [],
    });
    const contacted = await api.post(
      `/v1/complaints/${no}/actions/contact`,
      {},
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect([contacted.status, hook.abandoned]).toEqual([200, undefined]);
    await expectAgreement(no);
    await api.restartWorker();
    await expectAgreement(no);
    await replayOwn(api.client, no, 'abandoned-at-another-moment');
  });

  it('goes on as decided: what was asked meanwhile is decided upon the first as the log has it', async () => {
    const no = await opened('13900000712');
    hook.slow = 800;
    hook.abandoned = (batch) => ({
      ...batch,
      events: batch.events.map((event) => ({ ...event, at: event.at - 9 })),
      moments: batch.moments?.map((at) => at - 9) ?? [],
    });
    const both = await Promise.all([
      api.post(`/v1/complaints/${no}/actions/contact`, {}, { 'X-Redress-Actor': 'handler-renminlu' }),
      pause(200).then(() =>
        api.post(`/v1/complaints/${no}/actions/accept`, {}, { 'X-Redress-Actor': 'handler-renminlu' }),
      ),
    ]);
    hook.slow = 0;
    expect(both.map((one) => one.status)).toEqual([200, 200]);
    await expectAgreement(no);
    await api.restartWorker();
    await expectAgreement(no);
  });
});
