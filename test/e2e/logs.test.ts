import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietPort } from '../support/servers/quietPort.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { relay } from '../support/servers/relay.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';
import { ServiceProcesses, type PartProcess } from '../support/servers/serviceProcesses.ts';

const CASES = 60;
const AWAY_MS = 20_000;
/** Of one part in the whole outage; it was 1.2 MB in two minutes. */
const MOST_BYTES = 60_000;

let service: ServiceProcesses;
let worker: PartProcess;
let cut: () => void;
let direct = '';
let port = 0;
beforeAll(async () => {
  port = await quietPort();
  service = await ServiceProcesses.start(
    { LOG_LEVEL: 'info', REDRESS_SMTP_URL: 'smtp://127.0.0.1:9', NODE_OPTIONS: `--import ${WARNING}` },
    async (url) => {
      const at = new URL(url);
      direct = at.host;
      cut = await relay(`127.0.0.1:${port}`, direct);
      at.host = `127.0.0.1:${port}`;
      return at.href;
    },
  );
  worker = await service.startWorker();
});
afterAll(async () => {
  await service.stop();
  cut();
});

/** As a library would have it some time after the start. */
const WARNING = `data:text/javascript,${encodeURIComponent(
  "setTimeout(() => { process.emitWarning('this API is old'); console.error('a library says %d', 7); }, 6000).unref()",
)}`;

type Line = Readonly<Record<string, unknown>> & Readonly<{ level: string; part: string; time: string; msg: string }>;

/** Throws at a line that is no JSON. */
const linesOf = (said: string): readonly Line[] =>
  said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

describe('the logs of worker and API', () => {
  it('are one JSON object a line, and say a fault once, however many cases meet it', { timeout: 150_000 }, async () => {
    const open = (one: number): Promise<unknown> =>
      service.post(
        '/v1/complaints',
        outletComplaint({ complainant: caller(`139${20_000_000 + one}`), drill: { speed: 3_600 } }),
      );
    await Promise.all(Array.from({ length: CASES }, (_, one) => open(one)));
    cut();
    const asking = Array.from({ length: 20 }, (_, one) => open(CASES + one).catch(() => {}));
    await pause(AWAY_MS);
    cut = await relay(`127.0.0.1:${port}`, direct);
    await Promise.all(asking);
    await pause(2_000);
    for (const said of [worker.said(), service.apiSaid]) {
      const lines = linesOf(said);
      expect(said.length).toBeLessThan(MOST_BYTES);
      for (const line of lines)
        expect(line).toMatchObject({
          level: expect.stringMatching(/^(debug|info|warn|error)$/) as string,
          part: expect.stringMatching(/^(api|worker)$/) as string,
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
          msg: expect.any(String) as string,
        });
      const saidOf = lines.map(({ msg, err }) => [msg, (err as { message?: string } | undefined)?.message]);
      expect(saidOf).toContainEqual(['Node warns', 'this API is old']);
      expect(saidOf).toContainEqual(['a library says 7', undefined]);
    }
    const failed = linesOf(worker.said()).filter(({ msg }) => msg === 'Activity failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(8);
    expect(failed[0]).toMatchObject({ err: { stack: expect.stringContaining(' at ') as string } });
  });
});

describe('a part that cannot go on', () => {
  it.each(['api', 'worker'])('says why on one line of its log (%s)', (part) => {
    const { status, stderr } = spawnSync(process.execPath, [`dist/${part}/main.js`], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
      encoding: 'utf8',
    });
    expect([status, linesOf(stderr)]).toMatchObject([
      1,
      [{ level: 'fatal', part, err: { message: expect.stringContaining('TEMPORAL_ADDRESS: must be set') as string } }],
    ]);
  });

  it('says what nobody caught', () => {
    const preload = "setTimeout(() => { throw new Error('out of the blue'); }, 8000)";
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${preload}`, 'dist/worker/main.js'],
      {
        env: { ...process.env, ...UNREACHABLE },
        encoding: 'utf8',
      },
    );
    expect([status, linesOf(stderr).at(-1)]).toMatchObject([
      1,
      { level: 'fatal', msg: 'nobody caught a fault', err: { message: 'out of the blue' } },
    ]);
  });
});

/** A worker waits for a database that may be starting. */
const UNREACHABLE = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
  TEMPORAL_ADDRESS: '127.0.0.1:9',
  REDRESS_MASTER_KEY: Buffer.alloc(32).toString('base64'),
  REDRESS_SMTP_URL: 'smtp://127.0.0.1:9',
};

describe('the logs of an embedded installation', () => {
  it('are cut before they fill the disk, those of the servers too', { timeout: 120_000 }, async () => {
    const installation = await RunningInstallation.start();
    const files = [
      'logs/worker.log',
      'logs/api.log',
      'logs/supervisor.log',
      'postgres/postgres.log',
      'temporal/temporal.log',
    ];
    const at = (name: string): string => join(installation.folder, name);
    for (const name of files) appendFileSync(at(name), `${'x'.repeat(999)}\n`.repeat(10_500));
    const cutShort = (): boolean =>
      files.every((name) => existsSync(at(`${name}.1`)) && statSync(at(name)).size < 10_000);
    await expect.poll(cutShort, { timeout: 15_000 }).toBe(true);
    process.kill(installation.pid('postgres'), 'SIGINT');
    await expect
      .poll(() => linesOf(readFileSync(at('logs/supervisor.log'), 'utf8')), { timeout: 30_000 })
      .toContainEqual(expect.objectContaining({ part: 'supervisor', msg: 'PostgreSQL is up again' }));
    expect(await installation.stop()).toBe(0);
    expect(statSync(at('postgres/postgres.log')).size).toBeLessThan(100_000);
  });
});
