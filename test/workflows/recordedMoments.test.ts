import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { proveUpdate } from '../../api/cases/proveUpdate.ts';
import type { RecordBatch } from '../../contracts/activities.ts';
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
const recorded = async (no: string): Promise<readonly string[]> =>
  (await readLog(api.db, no)).map((one) => one.event.type);
const view = (no: string) => handle(no).query<WorkflowView>(STATE_QUERY);

async function opened(phone: string, more: object = {}): Promise<string> {
  return (await api.post('/v1/complaints', outletComplaint({ complainant: caller(phone), ...more }))).body.no;
}

/** The batch as it was before anything had lapsed: what the command of this id asked. */
function beforeLapses(batch: RecordBatch, id: string): RecordBatch {
  const first = batch.events[0]?.seq ?? 0;
  const at = Math.min(...batch.events.map((event) => event.at)) - 9;
  const asked = batch.events.filter((event) => event.id.startsWith(`${id}#`));
  return {
    ...batch,
    events: asked.map((event, index) => ({ ...event, seq: first + index, at })),
    moments: batch.moments?.map(() => at) ?? [],
  };
}

/** What falls due just now stands in the workflow while it is being recorded, so agreement may take a moment. */
async function expectAgreement(no: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const { state } = await view(no);
      const { state: rows, findings } = await verifyCase(api.db, no);
      expect(findings).toEqual([]);
      expect(state).toEqual(rows);
    },
    { timeout: 10_000 },
  );
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

  it('is answered by its Update: something fell due between the abandoned try and the next', async () => {
    const no = await opened('13900000713', { drill: { speed: 300 } });
    await view(no);
    const actor = { id: 'handler-renminlu', roles: ['handler'], unit: 'outlet-renminlu', reach: true };
    const call = proveUpdate(api.keys, no, { id: 'accept-3', action: 'accept', actor, fields: {} });
    let types: readonly string[] = [];
    hook.abandoned = (batch) => {
      types = batch.events.map((event) => event.type);
      return beforeLapses(batch, 'accept-3');
    };
    let answer: Promise<unknown> = Promise.resolve();
    await api.restartWorker(async () => {
      answer = handle(no).executeUpdate('accept', { args: call });
      // The first rung is due after 45 minutes of the case, nine seconds.
      await pause(9_500);
    });
    const outcome = await answer;
    const accepted = (await readLog(api.db, no)).find((one) => one.event.type === 'CaseAccepted');
    expect(types[0]).toBe('RungFired');
    expect(outcome).toEqual({ seq: accepted?.event.seq });
    await expect.poll(() => recorded(no), { timeout: 10_000 }).toContain('RungFired');
    await expectAgreement(no);
    await api.restartWorker();
    await expectAgreement(no);
    await replayOwn(api.client, no, 'abandoned-before-a-lapse');
  });
});
