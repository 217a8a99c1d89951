import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { row, rows } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { recordEvents } from '../../store/log/recordEvents.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';

/** So many that a worker which has just started is not through with them. */
const CASES = 8;
/** Generous for a machine that is busy, and far less than as many cases take that nobody answers for. */
const SUPERVISOR_MS = 45_000;

let service: ServiceProcesses;
beforeAll(async () => {
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: 'smtp://127.0.0.1:9' });
});
afterAll(() => service.stop());

async function open(phone: number): Promise<string> {
  return (
    (await service.post('/v1/complaints', outletComplaint({ complainant: caller(String(phone)) }))) as {
      readonly no: string;
    }
  ).no;
}

/** What a local activity leaves behind that commits for a task which then never completes. */
async function leavePhantom(no: string): Promise<void> {
  const last = (await readLog(service.db, no)).at(-1)?.event;
  const base = await row<{ origin: number; speed: number }>(
    service.db,
    'select (extract(epoch from origin) * 1000)::float8 as origin, speed from complaints where no = $1',
    [no],
  );
  if (last === undefined || base === undefined) throw new Error(`no log of ${no}`);
  const phantom: RecordedEvent = {
    type: 'CommentAdded',
    data: { note: 'n/phantom' },
    id: 'phantom#1',
    seq: last.seq + 1,
    at: last.at + 1,
    actor: last.actor,
  };
  const { runId, historyLength } = await service.client.workflow.getHandle(caseWorkflowId(no)).describe();
  await recordEvents(service.db, no, base, [phantom], undefined, { run: runId, task: historyLength });
}

describe('a worker that is told to stop while it compares cases after a crash', () => {
  it(
    'ends in order although nobody answers for them any more, and leaves them to the next worker, which puts aside ' +
      'what never was',
    { timeout: 240_000 },
    async () => {
      const crashed = await service.startWorker();
      const numbers: string[] = [];
      for (let index = 0; index < CASES; index += 1) numbers.push(await open(13_930_000_000 + index));
      const no = numbers.at(-1) ?? '';
      process.kill(crashed.pid, 'SIGKILL');
      expect(await crashed.ended).toBe('SIGKILL');
      await leavePhantom(no);

      const stopped = await service.startWorker();
      process.kill(stopped.pid, 'SIGTERM');
      const supervisor = setTimeout(() => process.kill(stopped.pid, 'SIGKILL'), SUPERVISOR_MS);
      expect(await stopped.ended).toBe(0);
      clearTimeout(supervisor);

      await service.startWorker();
      const aside = (): Promise<readonly unknown[]> =>
        rows(service.db, "select event->>'id' as id from superseded_events where no = $1", [no]);
      await expect.poll(aside, { timeout: 120_000, interval: 250 }).toEqual([{ id: 'phantom#1' }]);
      const workflow = await service.client.workflow.getHandle(caseWorkflowId(no)).query<WorkflowView>(STATE_QUERY);
      const { findings, state } = await verifyCase(service.db, no);
      expect([findings, state]).toEqual([[], workflow.state]);
    },
  );
});
