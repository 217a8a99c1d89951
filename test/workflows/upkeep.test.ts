import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { upkeepActivities } from '../../activities/keepUp.ts';
import { engineNames } from '../../contracts/engineNames.ts';
import type { Database } from '../../store/database/database.ts';
import { workflowBundle } from '../support/workflows/workflowBundle.ts';
import { ensureHourlyUpkeep } from '../../worker/hourlyUpkeep.ts';
import { bankDatabase } from '../support/servers/bankDatabase.ts';
import { quietRuntime } from '../support/servers/quietRuntime.ts';
import { testTemporal } from '../support/servers/servers.ts';

const DAY = 86_400_000;
const names = { ...engineNames(), taskQueue: `upkeep-${randomBytes(4).toString('hex')}` };

let client: Client;
let db: Database;
let stop: () => Promise<void>;

beforeAll(async () => {
  quietRuntime();
  ({ db } = await bankDatabase());
  const { address, namespace } = await testTemporal();
  const connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: names.taskQueue,
    workflowBundle: { code: await workflowBundle() },
    activities: upkeepActivities(db, 3 * DAY),
  });
  const running = worker.run();
  stop = async () => {
    await client.schedule.getHandle(names.upkeep).delete();
    worker.shutdown();
    await running;
    await native.close();
    await connection.close();
    await db.end();
  };
});
afterAll(() => stop());

it('once an hour keys of requests that are older than the installation keeps them are forgotten', async () => {
  await db.query(
    `insert into idempotency_keys (scope, key, request_hash, created_at)
      select 's', n::text, '', now() - n * interval '1 day' from generate_series(0, 9) n`,
  );
  await Promise.all([1, 2].map(() => ensureHourlyUpkeep(client, names)));
  const handle = client.schedule.getHandle(names.upkeep);
  const { spec, info } = await handle.describe();
  expect([spec.intervals?.[0]?.every, info.nextActionTimes.length > 0]).toEqual([3_600_000, true]);
  await handle.trigger();
  const left = async (): Promise<number | null> => (await db.query('select from idempotency_keys')).rowCount;
  await expect.poll(left, { timeout: 20_000 }).toBe(3);
});
