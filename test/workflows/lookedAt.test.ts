import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { eventTypes, replayOwn } from '../support/workflows/replay.ts';
import { recordingHook } from '../support/receivers/recordingHook.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

const hook = recordingHook();
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ recording: hook.recording });
  // What is sent when recording begins must have reached the server before the task ends.
  hook.slow = 15;
});
afterAll(() => api.stop());

const handle = (no: string) => api.client.workflow.getHandle(caseWorkflowId(no));

/** An argument that takes the workflow longer to read than recording takes. */
const LONG = Array.from({ length: 600_000 }, () => []);

/**
 * What happens to the case and a query reach a worker with one task; `next` comes while the first answer of the
 * database is waited for. The SDK then ends the task once the query is answered, with the marker of the answer, which
 * the workflow is told with the next task.
 */
async function lookAt(no: string, happens: () => Promise<void>, next: () => Promise<unknown>): Promise<unknown> {
  const sent = new Promise((resolve) => {
    hook.begins = () => {
      hook.begins = undefined;
      resolve(next());
    };
  });
  const looked: Promise<unknown>[] = [];
  await api.restartWorker(async () => {
    await happens();
    looked.push(handle(no).query('explain', 'reply', LONG as never));
    await pause(100);
  });
  await Promise.all(looked);
  return sent;
}

/** The task that was looked at ended with nothing but the marker, and the next began at once. */
async function expectFollowed(no: string, name: string): Promise<void> {
  const types = eventTypes(await replayOwn(api.client, no, name)).join(' ');
  expect(types).toMatch(/WorkflowTaskCompleted MarkerRecorded (WorkflowExecutionSignaled )?WorkflowTaskScheduled/);
  await api.restartWorker();
  await handle(no).query('view');
  await expect.poll(async () => (await verifyCase(api.db, no)).findings, { timeout: 10_000 }).toEqual([]);
}

const act = (no: string, action: string) => () =>
  api.post(`/v1/complaints/${no}/actions/${action}`, {}, { 'X-Redress-Actor': 'handler-renminlu' });
const signal = (no: string, action: string) => () =>
  handle(no).signal(action, { id: `${action}-1`, actor: 'handler-renminlu' });

async function opened(phone: string, speed: number): Promise<string> {
  const body = outletComplaint({ complainant: caller(phone), drill: { speed } });
  return (await api.post('/v1/complaints', body)).body.no;
}

const recorded = async (no: string): Promise<readonly string[]> => {
  const { rows } = await api.db.query<{ type: string }>('select type from events where no = $1 order by seq', [no]);
  return rows.map((row) => row.type);
};

/** Whether the query outlasts the recording is a matter of milliseconds. */
const ODDS = { retry: 4 };

describe('a case that is looked at while it waits for the database goes on', ODDS, () => {
  it('after a Signal: an Update that comes meanwhile is asked for again by itself, and is taken', async () => {
    const no = await opened('13900000720', 2);
    const answer = await lookAt(no, signal(no, 'contact'), act(no, 'accept'));
    expect(answer).toMatchObject({ status: 200 });
    await expectFollowed(no, 'acted-on-while-looked-at');
  });

  it('after a lapse: an Update that comes meanwhile is taken after it', async () => {
    const no = await opened('13900000721', 3_600);
    const answer = await lookAt(no, () => pause(1_000), act(no, 'contact'));
    expect(answer).toMatchObject({ status: 200 });
    await expectFollowed(no, 'lapsed-while-looked-at');
  });

  it('after a lapse: what it gives to tell comes before a Signal that comes meanwhile', async () => {
    const no = await opened('13900000722', 3_600);
    await lookAt(no, () => pause(1_000), signal(no, 'contact'));
    await expect.poll(() => recorded(no), { timeout: 10_000 }).toContain('StepRecorded');
    await expectFollowed(no, 'signalled-while-looked-at');
  });
});
