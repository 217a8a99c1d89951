import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloseActivities, DutyActivities, DutyOpened, ImprovementActivities } from '../../contracts/activities.ts';
import { engineNames } from '../../contracts/engineNames.ts';
import type { DutyDef } from '../../domain/duties/duty.ts';
import { workflowBundle } from '../support/workflows/workflowBundle.ts';
import { ensureDutySchedules } from '../../worker/dutySchedules.ts';
import { quietRuntime } from '../support/servers/quietRuntime.ts';
import { testTemporal } from '../support/servers/servers.ts';

const suffix = randomBytes(4).toString('hex');
const names = { ...engineNames(`test-${suffix}`), taskQueue: `duty-${suffix}` };
const HOUR = 3_600_000;

/** What the activities answer, and what they were asked. */
let opened: DutyOpened | null = null;
let missing: string[][] = [];
let fails = false;
const asked: unknown[] = [];
const activities: DutyActivities & CloseActivities & ImprovementActivities = {
  closeDutyPeriod: ({ day: last }) => {
    asked.push(`close ${last}`);
    return Promise.resolve({ closed: true });
  },
  openDuty: (ask) => {
    asked.push({ ...ask, at: typeof ask.at });
    return Promise.resolve(opened);
  },
  chaseDuty: ({ chase }) => {
    asked.push(`chase ${chase}`);
    if (fails) throw new Error('the mail server is away');
    const now = missing.shift() ?? [];
    return Promise.resolve({ missing: now, told: now.length });
  },
  tellDueImprovements: () => {
    asked.push('improvements');
    return Promise.resolve({ told: 3, late: 3 });
  },
  tellDigest: () => {
    asked.push('digest');
    return Promise.resolve({ told: 1 });
  },
};

let client: Client;
let stop: () => Promise<void>;
beforeAll(async () => {
  quietRuntime();
  const { address, namespace } = await testTemporal();
  const connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: names.taskQueue,
    workflowBundle: { code: await workflowBundle() },
    activities,
  });
  const running = worker.run();
  stop = async () => {
    await ensureDutySchedules(client, [], names);
    worker.shutdown();
    await running;
    await native.close();
    await connection.close();
  };
});
afterAll(() => stop());

const run = (): Promise<unknown> => {
  asked.length = 0;
  return client.workflow.execute(names.duty, {
    taskQueue: names.taskQueue,
    workflowId: `${names.duty}/${randomBytes(6).toString('hex')}`,
    args: [{ pack: 'p', duty: 'daily' }],
  });
};
const day = (does: DutyOpened['does'], chases: readonly number[]): DutyOpened => ({
  day: '2026-11-30',
  title: '日报',
  does,
  dueAt: Date.now() + 300,
  units: 2,
  chases: chases.map((after, index) => ({ index, at: Date.now() + after })),
  staleAt: Date.now() + 24 * HOUR,
});

describe('an occurrence of a duty', () => {
  it('chases at each moment until nobody is missing, and then no more', async () => {
    opened = day('return', [1_000, 8_000, 600_000]);
    missing = [['east', 'west'], []];
    expect(await run()).toEqual({ day: '2026-11-30', missing: 0 });
    expect(asked).toEqual([{ pack: 'p', duty: 'daily', at: 'number' }, 'chase 0', 'chase 1']);
  });

  it('that an outage held up tells of the latest moment alone, and nothing that is stale', async () => {
    opened = day('return', [-3 * HOUR, -2 * HOUR, -HOUR]);
    missing = [['west']];
    expect(await run()).toEqual({ day: '2026-11-30', missing: 1 });
    expect(asked.slice(1)).toEqual(['chase 2']);
    opened = { ...day('return', [-3 * HOUR]), staleAt: Date.now() - 1 };
    expect(await run()).toEqual({ day: '2026-11-30', missing: 2 });
    expect(asked.slice(1)).toEqual([]);
  });

  it('of a digest tells leaders at its moment; on a day on which nothing is owed nothing happens', async () => {
    opened = day('digest', []);
    expect(await run()).toEqual({ day: '2026-11-30', missing: 0 });
    expect(asked.slice(1)).toEqual(['digest']);
    opened = day('close', []);
    expect(await run()).toEqual({ day: '2026-11-30', missing: 0 });
    expect(asked.slice(1)).toEqual(['close 2026-11-30']);
    opened = day('improvements', []);
    expect(await run()).toEqual({ day: '2026-11-30', missing: 3 });
    expect(asked.slice(1)).toEqual(['improvements']);
    opened = null;
    expect(await run()).toEqual({ day: null, missing: 0 });
  });

  it('is started by its schedule, which shows what it is', async () => {
    opened = null;
    const def: DutyDef = {
      title: { zh: '日汇总上报', en: 'Daily return' },
      every: 'day',
      opens: '08:00',
      due: '18:00',
      does: 'return',
    };
    const yearly: DutyDef = { ...def, every: 'year', on: '01-31' };
    const book = { pack: 'p', zone: 'Asia/Shanghai', duties: { daily: def, circular: yearly } };
    await ensureDutySchedules(client, [book], names);
    await ensureDutySchedules(client, [book], names);
    const handle = client.schedule.getHandle(`${names.duty}/p/daily`);
    const { spec, policies, action } = await handle.describe();
    expect([spec.timezone, spec.calendars?.[0]?.hour, policies.overlap, policies.catchupWindow]).toEqual([
      'Asia/Shanghai',
      [{ start: 8, end: 8, step: 1 }],
      'SKIP',
      23 * HOUR,
    ]);
    expect(action).toMatchObject({ workflowType: names.duty, args: [{ pack: 'p', duty: 'daily' }] });
    const circular = await client.schedule.getHandle(`${names.duty}/p/circular`).describe();
    expect(circular.spec.calendars?.[0]).toMatchObject({
      month: [{ start: 'JANUARY', end: 'JANUARY', step: 1 }],
      dayOfMonth: [{ start: 31, end: 31, step: 1 }],
    });
    asked.length = 0;
    await handle.trigger();
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(1);
    await ensureDutySchedules(client, [{ ...book, duties: { daily: def } }], names);
    await expect(client.schedule.getHandle(`${names.duty}/p/circular`).describe()).rejects.toThrow();
  });
});
