import { phrase } from '../../language/phrase.ts';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { rows } from '../../store/database/database.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { startHookReceiver } from '../support/receivers/hookReceiver.ts';
import { startMailReceiver } from '../support/receivers/mailReceiver.ts';
import type { Receiver } from '../support/receivers/receiver.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { ServiceProcesses, type PartProcess } from '../support/servers/serviceProcesses.ts';
import { UNTOUCHED_LADDER } from '../support/workflows/untouchedLadder.ts';

/** One hour is one second: rungs fall due all the while, and the whole ladder is over in ten. */
const SPEED = 3_600;
/** Pairs of a rung and somebody who is told of it. */
const MESSAGES = 21;
/** More messages than a worker has connections to the mail server: the others wait in the worker. */
const CROWD = 8;
/** Generous for a machine that is busy, and far less than a crowd of mails would take one after the other. */
const SUPERVISOR_MS = 45_000;

let mails: Receiver;
let hooks: Receiver;
let service: ServiceProcesses;
let phone = 13_970_000_000;

beforeAll(async () => {
  mails = await startMailReceiver();
  hooks = await startHookReceiver();
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: mails.url });
});
afterEach(async () => {
  // Nothing may be held back any more when the workers are told to stop.
  for (const receiver of [mails, hooks]) receiver.arrivals.release();
  await service.stopWorkers();
});
afterAll(async () => {
  await service.stop();
  mails.stop();
  hooks.stop();
});

/** Everybody is reached in this way and in no other. */
async function reachedBy(way: 'mail' | 'webhook'): Promise<Receiver> {
  await service.db.query(
    "update people set email = case when $1 = 'mail' then id || '@example.invalid' end, webhook = case when $1 = " +
      "'webhook' then $2 || '/' || id end",
    [way, hooks.url],
  );
  return way === 'mail' ? mails : hooks;
}

/** A case that nobody touches. */
async function open(): Promise<string> {
  phone += 1;
  return (
    (await service.post(
      '/v1/complaints',
      outletComplaint({ complainant: caller(String(phone)), drill: { speed: SPEED } }),
    )) as { readonly no: string }
  ).no;
}

const handleOf = (no: string): ReturnType<ServiceProcesses['client']['workflow']['getHandle']> =>
  service.client.workflow.getHandle(caseWorkflowId(no));
/** The process that a name of a worker in Temporal stands for. */
const pidOf = (identity: string | null | undefined): number => Number(identity?.split('@')[0]);

type Pending = NonNullable<
  Awaited<ReturnType<ReturnType<typeof handleOf>['describe']>>['raw']['pendingActivities']
>[number];

/** The delivery that is under way. */
async function underWay(no: string): Promise<Pending | undefined> {
  const { pendingActivities } = (await handleOf(no).describe()).raw;
  return pendingActivities?.find((one) => one.activityType?.name === 'deliver' && pidOf(one.lastWorkerIdentity) > 0);
}

/** What a worker has done for the case: how many steps, and for each of its deliveries that is over in which try. */
async function workOf(
  no: string,
  { pid }: PartProcess,
): Promise<{ readonly steps: number; readonly tries: readonly number[] }> {
  const events = (await handleOf(no).fetchHistory()).events ?? [];
  const tries = events.flatMap(({ activityTaskStartedEventAttributes: one }) =>
    pidOf(one?.identity) === pid ? [one?.attempt ?? 0] : [],
  );
  return {
    steps: events.filter((event) => pidOf(event.workflowTaskCompletedEventAttributes?.identity) === pid).length,
    tries,
  };
}

/**
 * Every rung of the case has fired and everybody was told, or a newer rung told them. Returns how many messages went
 * out.
 */
async function comesToItsEnd(no: string): Promise<number> {
  await expect
    .poll(async () => (await rows(service.db, 'select 1 from rungs where no = $1', [no])).length, {
      timeout: 60_000,
      interval: 250,
    })
    .toBe(UNTOUCHED_LADDER.length);
  const rowsOf = (status: string): Promise<readonly { readonly item: string }[]> =>
    rows(service.db, 'select item from notifications where no = $1 and status = $2', [no, status]);
  const settled = async (): Promise<number> => (await rowsOf('delivered')).length + (await rowsOf('moot')).length;
  await expect.poll(settled, { timeout: 60_000, interval: 250 }).toBe(MESSAGES);
  // An hour is a second here: what waited may have been overtaken, but never a lapse.
  expect((await rowsOf('moot')).filter(({ item }) => item.endsWith('/due'))).toEqual([]);
  return (await rowsOf('delivered')).length;
}

/** Rung and person of each message of the case, sorted: with a repetition when somebody was told twice. */
const messagesFor = (arrivals: Receiver['arrivals']['seen'], no: string): readonly string[] =>
  arrivals
    .filter(({ key }) => key.startsWith(`${no}/`))
    .flatMap(({ items, to }) => items.map((item) => `${item} ${to}`))
    .toSorted();

describe('a worker that is told to stop while a delivery is under way', () => {
  it.each(['mail', 'webhook'] as const)(
    'waits for an answer to its %s that comes in time and ends in order: nobody is told twice, and another worker ' +
      'goes on meanwhile',
    { timeout: 120_000 },
    async (way) => {
      const { arrivals } = await reachedBy(way);
      const workers = await Promise.all([service.startWorker(), service.startWorker()]);
      // The first rung tells one person.
      arrivals.hold(1);
      const no = await open();
      await expect.poll(() => arrivals.seen.length - arrivals.taken.length, { timeout: 60_000, interval: 50 }).toBe(1);
      const held = arrivals.seen.find((one) => !arrivals.taken.includes(one));
      const busy = pidOf((await underWay(no))?.lastWorkerIdentity);
      const [stopped, other] = [
        workers.find(({ pid }) => pid === busy),
        workers.find(({ pid }) => pid !== busy),
      ] as const;
      if (stopped === undefined || other === undefined) throw new Error('none of the two workers has it');

      const toldAt = Date.now();
      process.kill(stopped.pid, 'SIGTERM');
      // The case is the other's from now on, and it tells people.
      const goesOn = async (): Promise<boolean> => {
        const { steps, tries } = await workOf(no, other);
        return steps > 0 && tries.length > 0;
      };
      await expect.poll(goesOn, { timeout: 60_000, interval: 200 }).toBe(true);
      // The one that stops says that it is alive all the same: otherwise its delivery would be given to the other. A
      // webhook is given less time than may pass between two such signs.
      if (way === 'mail')
        await expect
          .poll(async () => tsToMs((await underWay(no))?.lastHeartbeatTime), { timeout: 60_000, interval: 200 })
          .toBeGreaterThan(toldAt);
      expect(arrivals.taken).not.toContain(held);
      arrivals.release();

      expect(await stopped.ended).toBe(0);
      expect(arrivals.taken).toContain(held);
      const count = await comesToItsEnd(no);
      expect(new Set((await workOf(no, stopped)).tries)).toEqual(new Set([1]));
      const told = messagesFor(arrivals.seen, no);
      expect([told.length, new Set(told).size]).toEqual([count, count]);
      expect(
        await rows(
          service.db,
          'select key from notification_attempts where key like $1 and (attempt > 1 or not outcome = any($2))',
          [`${no}/%`, ['delivered', 'moot']],
        ),
      ).toEqual([]);
      await replayOwn(service.client, no, `worker-stopped-in-a-${way}`);
      process.kill(other.pid, 'SIGTERM');
      expect(await other.ended).toBe(0);
    },
  );

  it(
    'gives up mails that are not answered, and those that wait behind them, when its grace is over: it ends in ' +
      'order, and the next worker tells each person once',
    {
      timeout: 240_000,
    },
    async () => {
      const { arrivals } = await reachedBy('mail');
      const stopped = await service.startWorker();
      arrivals.hold();
      const no = await open();
      const waiting = async (): Promise<number> =>
        (await rows(service.db, "select 1 from notifications where no = $1 and status = 'pending'", [no])).length;
      await expect.poll(waiting, { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(CROWD);
      process.kill(stopped.pid, 'SIGTERM');
      // Two at a time, each until the silence of the server is too long for it, they would keep the worker for minutes:
      // whoever stops it does not wait so long.
      const supervisor = setTimeout(() => process.kill(stopped.pid, 'SIGKILL'), SUPERVISOR_MS);
      expect(await stopped.ended).toBe(0);
      clearTimeout(supervisor);
      expect(arrivals.taken.filter(({ key }) => key.startsWith(`${no}/`))).toEqual([]);
      expect(await rows(service.db, 'select distinct status from notifications where no = $1', [no])).toEqual([
        { status: 'failing' },
      ]);
      const given = await rows(service.db, 'select 1 from notifications where no = $1 and last_error = $2::jsonb', [
        no,
        JSON.stringify(phrase('smtp-refused', { reply: 'EABORT' })),
      ]);
      expect(given.length).toBeGreaterThan(0);

      arrivals.forget();
      const next = await service.startWorker();
      const count = await comesToItsEnd(no);
      const told = messagesFor(arrivals.taken, no);
      expect([told.length, new Set(told).size]).toEqual([count, count]);
      await replayOwn(service.client, no, 'worker-stopped-before-an-answer');
      process.kill(next.pid, 'SIGTERM');
      expect(await next.ended).toBe(0);
    },
  );
});
