import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { isAlive } from '../../runtime/machine/processes.ts';
import { openDatabase, rows, type Database } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';
import { UNTOUCHED_LADDER } from '../support/workflows/untouchedLadder.ts';

/** One hour is six seconds; six hours away are thirty-six. */
const SPEED = 600;
const AWAY_MS = 36_000;

let installation: RunningInstallation;
let db: Database;
let no: string;
let log: readonly RecordedEvent[];

beforeAll(async () => {
  installation = await RunningInstallation.start();
  const body = outletComplaint({ drill: { speed: SPEED } });
  const answer = await fetch(`${installation.ready.api}/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  no = ((await answer.json()) as { no: string }).no;
  const parts = (['worker', 'api', 'postgres', 'temporal'] as const).map((part) => installation.pid(part));
  for (const pid of [installation.process.pid ?? 0, ...parts]) process.kill(pid, 'SIGKILL');
  while (parts.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
  installation = await RunningInstallation.start({ folder: installation.folder });
  db = openDatabase(installation.ready.database, { max: 2 });
  const fired = async (): Promise<number> =>
    (await rows<{ n: number }>(db, 'select count(*) as n from rungs'))[0]?.n ?? 0;
  await until(async () => (await fired()) === UNTOUCHED_LADDER.length);
  await until(
    async () => (await rows(db, "select 1 from notifications where status in ('pending', 'failing')")).length === 0,
  );
  log = (await readLog(db, no)).map((one) => one.event);
}, 180_000);
afterAll(async () => {
  await db.end();
  await installation.stop();
});

async function until(done: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error('did not come about within a minute');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

describe('a case whose whole service was away for six of its hours', () => {
  it('fires every late rung once, in the order in which they were planned', () => {
    const late = log
      .filter((event) => event.type === 'RungFired' && event.data.lateBecause === 'suspended')
      .flatMap((event) => (event.type === 'RungFired' ? [event.data] : []));
    expect(late.length).toBeGreaterThan(3);
    expect(new Set(late.map((one) => `${one.clock}/${one.occurrence}/${one.rung}`)).size).toBe(late.length);
    expect(late.map((one) => one.dueAt)).toEqual(late.map((one) => one.dueAt).toSorted((a, b) => a - b));
    expect(late.every((one) => one.coalesced === true && one.lateMs > 0)).toBe(true);
  });

  it('blames nobody for the time away: the next level has its whole time from when the engine came back', () => {
    const up = log.find((event) => event.type === 'LevelChanged');
    const branch = log.find((event) => event.type === 'ClockStarted' && event.data.clock === 'branch');
    expect(branch?.type === 'ClockStarted' && branch.data.startedAt).toBe(up?.at);
    expect(
      log.filter(
        (event) =>
          event.type === 'RungFired' && event.data.clock === 'branch' && event.data.lateBecause === 'suspended',
      ),
    ).toEqual([]);
  });

  it('tells each person once of all that fell due meanwhile, the severe first, and says how late and why', async () => {
    const mails = await rows<{ to: string; subject: string; text: string; keys: number }>(
      db,
      `select recipients[1] as "to", subject, text from dev_mails where text like '%系统曾中断运行%' order by id`,
    );
    expect(mails.length).toBeGreaterThan(0);
    expect(new Set(mails.map((mail) => mail.to)).size).toBe(mails.length);
    const leader = mails.find((mail) => mail.to.startsWith('branch-leader@'));
    expect(leader?.subject).toContain('另有');
    expect(leader?.text).toMatch(/本通知比应发时刻晚 \d+ (?:秒|分钟),原因:系统曾中断运行/);
  });

  it('can be told apart in the figures', async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const answer = await fetch(`${installation.ready.api}/v1/lateness?drills=true&from=${from}`);
    const { suspended, count } = (await answer.json()) as { suspended: number; count: number };
    expect([count, suspended]).toEqual([
      UNTOUCHED_LADDER.length,
      log.filter((event) => event.type === 'RungFired' && event.data.lateBecause === 'suspended').length,
    ]);
  });
});
