import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineNames } from '../../contracts/engineNames.ts';
import { workflowBundle } from '../support/workflows/workflowBundle.ts';
import { ensureNightlyPreflight } from '../../worker/nightlyPreflight.ts';
import { quietRuntime } from '../support/servers/quietRuntime.ts';
import { testTemporal } from '../support/servers/servers.ts';

const names = { ...engineNames(), taskQueue: `preflight-${randomBytes(4).toString('hex')}` };
const nights: number[] = [];

let client: Client;
let stop: () => Promise<void>;

beforeAll(async () => {
  quietRuntime();
  const { address, namespace } = await testTemporal();
  const connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  const native = await NativeConnection.connect({ address });
  const activities = {
    preflight: ({ at }: { readonly at: number }) => {
      nights.push(at);
      return Promise.resolve({ cases: 3, gaps: 1, told: 1 });
    },
  };
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: names.taskQueue,
    workflowBundle: { code: await workflowBundle() },
    activities,
  });
  const running = worker.run();
  stop = async () => {
    await client.schedule.getHandle(names.preflight).delete();
    worker.shutdown();
    await running;
    await native.close();
    await connection.close();
  };
});
afterAll(() => stop());

it('the nightly look ahead is scheduled once, however many workers ask for it, and takes on new settings', async () => {
  await ensureNightlyPreflight(client, { at: '02:30', zone: 'Asia/Shanghai', names });
  await Promise.all(
    ['03:15', '03:15'].map((at) => ensureNightlyPreflight(client, { at, zone: 'Europe/London', names })),
  );
  const { spec, policies, info } = await client.schedule.getHandle(names.preflight).describe();
  expect([spec.timezone, spec.calendars?.[0]?.hour, spec.calendars?.[0]?.minute]).toEqual([
    'Europe/London',
    [{ start: 3, end: 3, step: 1 }],
    [{ start: 15, end: 15, step: 1 }],
  ]);
  expect([policies.overlap, policies.catchupWindow, info.nextActionTimes.length > 0]).toEqual([
    'SKIP',
    3_600_000,
    true,
  ]);
  const listed: string[] = [];
  for await (const one of client.schedule.list()) listed.push(one.scheduleId);
  expect(listed.filter((id) => id === names.preflight)).toHaveLength(1);
});

it('a night is one run, and only figures pass through the engine', async () => {
  await client.schedule.getHandle(names.preflight).trigger();
  await expect.poll(() => nights.length, { timeout: 20_000 }).toBe(1);
  const latest = async (): Promise<string | undefined> => {
    const { info } = await client.schedule.getHandle(names.preflight).describe();
    const action = info.recentActions[0]?.action;
    return action?.type === 'startWorkflow' ? action.workflow.workflowId : undefined;
  };
  await expect.poll(latest, { timeout: 20_000 }).toMatch(/^redress-preflight-/);
  const id = (await latest()) ?? '';
  expect(await client.workflow.getHandle(id).result()).toEqual({ cases: 3, gaps: 1, told: 1 });
});
