import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommitHold } from '../../bench/kills/commitHold.ts';
import { STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

let installation: RunningInstallation;
let db: Database;
beforeAll(async () => {
  installation = await RunningInstallation.start();
  db = openDatabase(installation.ready.database, { max: 2 });
});
afterAll(async () => {
  await db.end();
  await installation.stop();
});

const post = (path: string, body: object, key?: string): Promise<Response | undefined> =>
  fetch(`${installation.ready.api}/v1/complaints${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'X-Redress-Actor': 'handler-renminlu',
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined);

/** The same key until it is answered. */
async function carefully(
  path: string,
  body: object,
  key: string,
): Promise<{ readonly no: string; readonly stage: string }> {
  for (;;) {
    const answer = await post(path, body, key);
    if (answer !== undefined && answer.status < 500)
      return (await answer.json()) as { readonly no: string; readonly stage: string };
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const open = (key: string, phone: string): ReturnType<typeof carefully> =>
  carefully('', outletComplaint({ complainant: caller(phone) }), key);

/**
 * What is not the same in workflow, log and read model of the case; nothing while the workflow does not answer is not
 * an answer.
 */
async function differences(no: string): Promise<readonly string[]> {
  const connection = await Connection.connect({ address: installation.ready.temporal });
  try {
    const client = new Client({ connection, namespace: installation.ready.namespace });
    const workflow = await client.workflow.getHandle(caseWorkflowId(no)).query<WorkflowView>(STATE_QUERY);
    const { findings, state } = await verifyCase(db, no);
    return canonicalJson(state) === canonicalJson(workflow.state)
      ? findings
      : [...findings, `the workflow (event ${workflow.state.seq}) and the log (event ${state?.seq}) differ`];
  } finally {
    await connection.close();
  }
}

/** How often a step was recorded: in the log, and put aside. */
async function recorded(no: string, step: string): Promise<readonly [number, number]> {
  const inLog = (await readLog(db, no)).filter(
    ({ event }) => event.type === 'StepRecorded' && event.data.step === step,
  ).length;
  const aside = await db.query("select 1 from superseded_events where no = $1 and event->'data'->>'step' = $2", [
    no,
    step,
  ]);
  return [inLog, aside.rowCount ?? 0];
}

describe('a worker and a Temporal that die between the commit of a local activity and the end of its task', () => {
  it(
    'leave cases whose log, read model and workflow agree, whether the next action comes or not; nothing real is ' +
      'missing, no phantom stays',
    { timeout: 120_000 },
    async () => {
      const goesOn = (await open('one', '13900000801')).no;
      const isLeft = (await open('two', '13900000802')).no;
      // That their workflows were started is noted a moment later, and that note would wait with the others.
      await expect
        .poll(async () => (await db.query('select 1 from complaints where workflow_started_at is null')).rowCount, {
          timeout: 10_000,
        })
        .toBe(0);
      const hold = new CommitHold(installation.ready.database);
      await hold.begin();
      await new Promise((resolve) => setTimeout(resolve, 300));
      // Asked once, without a key, and given up: nobody will ask for it again.
      const givenUp = [goesOn, isLeft].map((no) => post(`/${no}/actions/contact`, {}));
      expect(await hold.until('record', 10_000)).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const part of ['temporal', 'worker'] as const) process.kill(installation.pid(part), 'SIGKILL');
      await hold.release();
      const arrived = await carefully(`/${goesOn}/actions/arrive`, {}, 'arrive');
      expect(arrived.no).toBe(goesOn);
      for (const no of [goesOn, isLeft])
        await expect
          .poll(() => differences(no).catch((error: Error) => [error.message]), { timeout: 60_000, interval: 500 })
          .toEqual([]);
      expect(await recorded(goesOn, 'arrive')).toEqual([1, 0]);
      for (const no of [goesOn, isLeft]) {
        const [inLog, aside] = await recorded(no, 'contact');
        expect(inLog + aside).toBeGreaterThan(0);
        expect(inLog).toBeLessThan(2);
      }
      await Promise.all(givenUp);
    },
  );
});
