import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type RunningPostgres } from '../../../runtime/postgres/postgres.ts';
import { isAlive } from '../../../runtime/machine/processes.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let folder: string;
let server: RunningPostgres;
let api: TestApi;
const start = (port: number): Promise<RunningPostgres> =>
  startPostgres({ folder, password: 'test', port, unsafe: true, again: port !== 0 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-ready-'));
  chmodSync(folder, 0o711);
  server = await start(0);
  api = await startTestApi({ worker: false, database: server.url });
});
afterAll(async () => {
  await api.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks as an orchestrator does, ten at once; the longest wait and what was said. */
async function ready(): Promise<{ readonly ms: number; readonly said: readonly unknown[] }> {
  const before = performance.now();
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.get('/readyz')));
  const ms = performance.now() - before;
  return { ms, said: [...new Set(answers.map(({ status, body }) => `${status} ${body.parts.database}`))] };
}

async function expectAway(): Promise<void> {
  // Questions that wait for the database are in the way of none.
  const waiting = Array.from({ length: 3 }, () => api.get('/v1/units'));
  for (let round = 0; round < 3; round += 1) {
    const { ms, said } = await ready();
    expect(said).toEqual(['503 unavailable']);
    expect(ms).toBeLessThan(1_000);
  }
  for (const { status } of await Promise.all(waiting)) expect(status).toBe(503);
}

const backAgain = () => expect.poll(async () => (await ready()).said, { timeout: 20_000 }).toEqual(['200 ok']);

describe('whether it is ready is said within a second while PostgreSQL', () => {
  it('is dead, and it is ready again when that is back', async () => {
    await backAgain();
    process.kill(server.pid, 'SIGQUIT');
    await expect.poll(() => isAlive(server.pid)).toBe(false);
    await expectAway();
    server = await start(server.port);
    await backAgain();
  });

  it.skipIf(process.platform === 'win32')('takes connections and says nothing, new ones and old ones', async () => {
    const { rows } = await api.db.query<{ pid: number }>(
      'select pid from pg_stat_activity where pid <> pg_backend_pid()',
    );
    const { rows: own } = await api.db.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pids = [...new Set([server.pid, ...rows.map(({ pid }) => pid), ...own.map(({ pid }) => pid)])];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await expectAway();
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
    await backAgain();
  });
});
