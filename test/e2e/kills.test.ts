import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../runtime/processes.ts';
import { openDatabase, rows } from '../../store/database.ts';
import type { Database } from '../../store/database.ts';
import { outletComplaint } from '../support/complaints.ts';
import { RunningInstallation } from '../support/runningInstallation.ts';
import type { Part } from '../support/runningInstallation.ts';

const CASES = 60;
const RUNGS_EACH = 13;
/** One hour is four seconds. */
const SPEED = 900;
const KILLS: readonly (readonly Part[])[] = [['worker'], ['api'], ['postgres'], ['temporal'], ['worker', 'postgres'], ['worker', 'api', 'temporal', 'postgres']];
const BETWEEN_MS = 6_000;

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

/** Registers as a careful client does: the same key until somebody has said yes. */
async function register(index: number): Promise<string> {
  const key = randomUUID();
  const body = JSON.stringify(outletComplaint({ drill: { speed: SPEED }, complainant: { name: '演练', phone: String(13_930_000_000 + index) } }));
  for (;;) {
    const headers = { 'content-type': 'application/json', 'Idempotency-Key': key };
    const answer = await fetch(`${installation.ready.api}/v1/complaints`, { method: 'POST', headers, body }).catch(() => undefined);
    if (answer?.status === 201) return ((await answer.json()) as { no: string }).no;
    if (answer !== undefined && answer.status < 500) throw new Error(`${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function kill(parts: readonly Part[]): Promise<void> {
  for (const part of parts) {
    const pid = installation.pid(part);
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
}

const count = async (sql: string): Promise<number> => (await rows<{ n: number }>(db, sql).catch(() => undefined))?.[0]?.n ?? -1;

describe('complaints that nobody touches while every part is killed, alone and together', () => {
  it('are all kept, fire every rung once and never early, and tell everybody', { timeout: 280_000 }, async () => {
    const acknowledged: string[] = [];
    const registering = (async () => {
      for (let index = 0; index < CASES; index += 1) {
        acknowledged.push(await register(index));
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    for (const parts of KILLS) await kill(parts);
    await registering;
    expect(new Set(acknowledged).size).toBe(CASES);
    await expect.poll(() => count('select count(*) as n from rungs'), { timeout: 200_000, interval: 1_000 }).toBe(CASES * RUNGS_EACH);
    expect(await count('select count(*) as n from complaints')).toBe(CASES);
    expect(await count('select count(*) as n from rungs where late_ms < 0')).toBe(0);
    expect(
      await count(
        "select count(*) as n from (select 1 from events where type = 'RungFired' group by no, event->'data'->>'clock', event->'data'->>'occurrence', event->'data'->>'rung' having count(*) > 1) t",
      ),
    ).toBe(0);
    await expect.poll(() => count("select count(*) as n from notifications where status in ('pending', 'failing')"), { timeout: 120_000, interval: 1_000 }).toBe(0);
    const different = await count('select count(distinct message_id) as n from dev_mails');
    expect(different).toBe(await count("select count(distinct message_key) as n from notifications where status = 'delivered'"));
    const verify = await installation.command('verify');
    expect(verify).toMatchObject({ code: 0, out: expect.stringContaining(`${CASES} cases checked, ${CASES} of them against their workflows, 0 unsound`) as string });
    const [worst] = await rows<{ late: number }>(db, 'select max(late_ms) as late from rungs');
    process.stdout.write(
      `${CASES} cases, ${KILLS.flat().length} kills: lost 0, missed 0, early 0, twice 0; worst lateness ${worst?.late} ms; ${await count('select count(*) as n from dev_mails')} mails, ${different} different\n`,
    );
  });
});
