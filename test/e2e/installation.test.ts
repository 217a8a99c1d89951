import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { isAlive } from '../../runtime/machine/processes.ts';
import type { Ready } from '../../runtime/machine/readyFile.ts';
import { openDatabase, rows, type Database } from '../../store/database/database.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

const CASES = 100;
/**
 * One hour is three seconds: long enough that a killed worker is back before much is due, short enough to watch ten
 * hours.
 */
const SPEED = 1_200;

let installation: RunningInstallation;
let ready: Ready;
let db: Database;

beforeAll(async () => {
  installation = await RunningInstallation.start();
  ready = installation.ready;
  db = openDatabase(ready.database, { max: 4 });
});
afterAll(async () => {
  await db.end();
  await installation.stop();
});

/** A POST whose `reached` comes when the API has it: it is asked for the body (100 Continue). */
function underWay(url: string, body: unknown): { readonly reached: Promise<void>; readonly status: Promise<number> } {
  const asked = request(url, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', expect: '100-continue' },
  });
  const reached = new Promise<void>((resolve) => {
    asked.once('continue', () => asked.end(JSON.stringify(body), resolve));
  });
  const status = new Promise<number>((resolve, reject) => {
    asked.once('response', (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)));
    asked.once('error', reject);
  });
  asked.flushHeaders();
  return { reached, status };
}

describe('a hundred complaints that nobody touches', () => {
  it(
    'fire every rung once and none early, also when the worker is killed in the middle, and everybody is told once',
    { timeout: 180_000 },
    async () => {
      const registered = await Promise.all(
        Array.from({ length: CASES }, async (_, index) => {
          const body = outletComplaint({
            drill: { speed: SPEED },
            complainant: { name: '演练', phone: String(13_920_000_000 + index) },
          });
          const answer = await fetch(`${ready.api}/v1/complaints`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          return ((await answer.json()) as { no: string }).no;
        }),
      );
      expect(new Set(registered).size).toBe(CASES);
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      process.kill(installation.pid('worker'), 'SIGKILL');
      const done = async (): Promise<number> =>
        (await rows<{ n: number }>(db, 'select count(*) as n from rungs'))[0]?.n ?? 0;
      await expect.poll(done, { timeout: 120_000, interval: 500 }).toBe(CASES * 13);
      expect(installation.said).toContain('worker 已中断(SIGKILL)');
      expect(installation.said).toContain('worker 已恢复运行');
      const early = await rows(db, 'select no, clock, rung, late_ms from rungs where late_ms < 0');
      expect(early).toEqual([]);
      const twice = await rows(
        db,
        "select no, event->'data'->>'clock' as clock, event->'data'->>'rung' as rung from events where type = " +
          "'RungFired' group by 1, 2, 3 having count(*) > 1",
      );
      expect(twice).toEqual([]);
      const outstanding = async (): Promise<readonly string[]> =>
        (
          await rows<{ text: string }>(
            db,
            "select status || ' ' || coalesce(last_error::text, '') || ' ' || count(*) as text from notifications " +
              "where status in ('pending', 'failing') group by status, last_error",
          )
        ).map((one) => one.text);
      await expect.poll(outstanding, { timeout: 60_000, interval: 500 }).toEqual([]);
      const mails = await rows<{ messages: number; distinct: number }>(
        db,
        'select count(*) as messages, count(distinct message_id) as distinct from dev_mails',
      );
      // The one mail that was on its way when the worker died may come again under its old Message-ID: receivers drop
      // it.
      const told = await rows<{ n: number }>(
        db,
        "select count(distinct message_key) as n from notifications where status = 'delivered'",
      );
      expect(mails[0]?.distinct).toBe(told[0]?.n);
      expect(told[0]?.n).toBeGreaterThan(CASES * 20);
      const lateness = (await (await fetch(`${ready.api}/v1/lateness?drills=true`)).json()) as {
        count: number;
        p50Ms: number;
        p99Ms: number;
        maxMs: number;
      };
      process.stdout.write(
        `${lateness.count} rungs, p50 ${lateness.p50Ms} ms, p99 ${lateness.p99Ms} ms, max ${lateness.maxMs} ms; ` +
          `mails ${mails[0]?.messages} of which ${mails[0]?.distinct} different\n`,
      );
    },
  );

  it('are found sound afterwards: log, chain, read model and workflows agree', { timeout: 120_000 }, async () => {
    const verify = await installation.command('verify', '--locale', 'en');
    expect(verify).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        `${CASES} cases checked, ${CASES} of them against their workflows, 0 unsound`,
      ) as string,
    });
  });
});

describe('a case with a very long history', () => {
  it('goes on in a fresh run of the same id and loses nothing', { timeout: 400_000 }, async () => {
    const body = outletComplaint({
      pack: 'branch-emergency',
      drill: undefined,
      complainant: { name: '测试', phone: '13900000500' },
    });
    const { no } = (await (
      await fetch(`${ready.api}/v1/complaints`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json()) as {
      no: string;
    };
    const connection = await Connection.connect({ address: ready.temporal });
    const handle = new Client({ connection, namespace: ready.namespace }).workflow.getHandle(caseWorkflowId(no));
    const { runId } = await handle.describe();
    const asked = 3_050;
    for (let sent = 0; sent < asked; sent += 50) {
      const signals = Array.from({ length: 50 }, (_, index) =>
        handle.signal('close', {
          id: `s${sent + index}`,
          actor: 'handler-renminlu',
        }),
      );
      await Promise.all(signals);
    }
    await expect.poll(async () => (await handle.describe()).runId, { timeout: 180_000, interval: 500 }).not.toBe(runId);
    const refused = async (): Promise<unknown> =>
      (await rows(db, "select count(*) as n from events where no = $1 and type = 'ActionRefused'", [no]))[0]?.['n'];
    await expect.poll(refused, { timeout: 180_000, interval: 500 }).toBe(asked);
    const accepted = await fetch(`${ready.api}/v1/complaints/${no}/actions/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Redress-Actor': 'handler-renminlu' },
      body: '{}',
    });
    expect(await accepted.json()).toMatchObject({
      stage: 'accepted',
      clocks: Array.from({ length: 4 }, () => ({ status: 'running' })),
    });
    expect((await handle.describe()).historyLength).toBeLessThan(1_000);
    // However many come at once, they are taken and recorded in portions: no step so long, no batch so large that it
    // could be refused.
    const flooded =
      (
        await new Client({ connection, namespace: ready.namespace }).workflow
          .getHandle(caseWorkflowId(no), runId)
          .fetchHistory()
      ).events ?? [];
    const signals = flooded.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
    const batches = flooded.filter(
      (event) => event.markerRecordedEventAttributes?.markerName === 'core_local_activity',
    ).length;
    expect(batches).toBeGreaterThanOrEqual(Math.floor(signals / 100));
    await connection.close();
  });
});

describe('the installation', () => {
  it('refuses nothing to its doctor, and a second start shows the first', async () => {
    expect(await installation.command('doctor')).toMatchObject({ code: 0 });
    const second = await installation.command('up');
    expect(second.code).toBe(0);
    expect(second.out).toContain(`Redress 已在运行(进程 ${installation.process.pid})`);
  });

  it(
    'imports a file of complaints line by line, says what it refuses, and registers nothing twice when started again',
    { timeout: 90_000 },
    async () => {
      const file = join(installation.folder, 'import.jsonl');
      const bodies = Array.from({ length: 20 }, (_, index) =>
        outletComplaint({ complainant: { name: '导入', phone: String(13_940_000_000 + index) } }),
      );
      bodies[7] = outletComplaint({ category: 'no-such-category' });
      writeFileSync(file, bodies.map((body) => JSON.stringify(body)).join('\n'));
      const first = await installation.command('import', '--locale', 'en', file, '--rate', '100');
      expect(first).toMatchObject({
        code: 1,
        out: expect.stringContaining('19 registered, 0 known already, 1 refused') as string,
      });
      expect(JSON.parse(readFileSync(`${file}.rejects`, 'utf8'))).toMatchObject({
        line: 8,
        status: 422,
        code: 'category-unknown',
      });
      const again = await installation.command('import', '--locale', 'en', file, '--rate', '100');
      expect(again.out).toContain('0 registered, 19 known already, 1 refused');
      writeFileSync(file, `${JSON.stringify(bodies[0])}\nnot json\n`);
      expect(await installation.command('import', '--locale', 'en', file)).toMatchObject({
        code: 1,
        out: `${file}:2:1: must be one JSON object: the body of POST /v1/complaints\n`,
      });
    },
  );

  it(
    'answers what it has begun when its API is told to stop, and loses and doubles nothing',
    { timeout: 60_000 },
    async () => {
      const before = (await rows<{ n: number }>(db, 'select count(*) as n from complaints'))[0]?.n ?? 0;
      // Held in the database: none is answered before the API is told to stop, and all have reached it.
      const holder = await db.connect();
      await holder.query('begin');
      await holder.query('lock table complaints in access exclusive mode');
      const sent = Array.from({ length: 40 }, (_, index) =>
        underWay(
          `${ready.api}/v1/complaints`,
          outletComplaint({ complainant: { name: '停机', phone: String(13_950_000_000 + index) } }),
        ),
      );
      await Promise.all(sent.map((one) => one.reached));
      process.kill(installation.pid('api'), 'SIGTERM');
      // Also for somebody who keeps asking on one connection.
      const listens = (): Promise<boolean> =>
        fetch(`${ready.api}/livez`).then(
          () => true,
          () => false,
        );
      await expect.poll(listens, { timeout: 10_000 }).toBe(false);
      await holder.query('rollback');
      holder.release();
      const asked = sent.map((one) => one.status);
      expect(new Set(await Promise.all(asked))).toEqual(new Set([201]));
      await expect.poll(() => installation.said, { timeout: 20_000 }).toContain('API 已中断(退出码 0)');
      await expect
        .poll(async () => (await fetch(`${ready.api}/livez`).catch(() => undefined))?.status, { timeout: 20_000 })
        .toBe(200);
      expect((await rows<{ n: number }>(db, 'select count(*) as n from complaints'))[0]?.n).toBe(before + 40);
    },
  );

  it('stops in order when asked, and leaves nothing behind that runs', { timeout: 60_000 }, async () => {
    await db.end();
    db = openDatabase(ready.database);
    const pids = (['worker', 'api', 'postgres', 'temporal'] as const).map((part) => installation.pid(part));
    expect(await installation.stop()).toBe(0);
    expect(pids.map(isAlive)).toEqual([false, false, false, false]);
    expect(existsSync(join(installation.folder, 'ready.json'))).toBe(false);
    expect(existsSync(join(installation.folder, 'up.lock'))).toBe(false);
  });
});
