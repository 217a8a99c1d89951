import { setTimeout as pause } from 'node:timers/promises';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PackRegistry } from '../../client/packRegistry.ts';
import { nextTimer } from '../../domain/clocks/nextTimer.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import { column } from '../../store/database/database.ts';
import { readStartableCase } from '../../store/readModel/startableCase.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';

/** One hour is three seconds: the ladder lasts half a minute, so a rung is left however slowly a worker stops. */
const SPEED = 1_200;
const IMPORTED = 150;

let service: ServiceProcesses;
beforeAll(async () => {
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: 'smtp://127.0.0.1:1' });
});
afterAll(() => service.stop());

const complaint = (phone: number, more: object = {}): object =>
  outletComplaint({ complainant: caller(String(phone)), ...more });

/** By the wall clock (epoch ms), while no worker runs. */
async function nextRungAt(no: string): Promise<number> {
  const { state } = await verifyCase(service.db, no);
  const started = await readStartableCase(service.db, no);
  if (state === undefined || started === undefined) throw new Error(`${no} is not there`);
  const { engine } = await new PackRegistry(service.db, 'zh').byHash(started.pack.hash);
  const next = nextTimer(engine, state);
  if (next === undefined) throw new Error(`no rung of ${no} is left`);
  return toWallTime(started.base, next.at);
}

it('an import delays nobody’s rung: what falls due goes before all that wait to begin', async () => {
  await service.startWorker();
  const { no } = (await service.post('/v1/complaints', complaint(13_960_000_000, { drill: { speed: SPEED } }))) as {
    readonly no: string;
  };
  const rungs = (): Promise<readonly Date[]> =>
    column(service.db, "select wall_at from events where no = $1 and type = 'RungFired' order by gid", [no]);
  await expect.poll(async () => (await rungs()).length, { timeout: 40_000 }).toBeGreaterThan(0);
  await service.stopWorkers();
  const before = (await rungs()).length;
  const due = await nextRungAt(no);
  const imported: string[] = [];
  for (let index = 1; index <= IMPORTED; index += 1) {
    const real = complaint(13_960_000_000 + index, { drill: undefined });
    const answer = await service.post('/v1/complaints', real, 'local', {
      priority: 'u=6',
    });
    imported.push((answer as { readonly no: string }).no);
  }
  // The worker finds all of them waiting, and the rung that has fallen due meanwhile.
  await pause(due - Date.now());
  await service.startWorker();
  await expect.poll(async () => (await rungs()).length, { timeout: 40_000 }).toBeGreaterThan(before);
  const rungAt = (await rungs())[before]?.getTime() ?? 0;
  const begunBefore = await Promise.all(
    imported.map(async (one) => {
      const { events } = await service.client.workflow.getHandle(caseWorkflowId(one)).fetchHistory();
      const begun = events?.find((event) => event.workflowTaskStartedEventAttributes);
      return begun !== undefined && tsToMs(begun.eventTime) < rungAt;
    }),
  );
  expect(begunBefore.filter(Boolean).length).toBeLessThan(IMPORTED / 3);
  // Only their beginning waits behind others: their own rungs stand where those of any case with such clocks stand.
  const priorities = await Promise.all(
    [imported[0], imported.at(-1)].map(async (one) => {
      const { raw } = await service.client.workflow.getHandle(caseWorkflowId(String(one))).describe();
      return raw.workflowExecutionInfo?.priority?.priorityKey;
    }),
  );
  expect(priorities).toEqual([1, 1]);
});
