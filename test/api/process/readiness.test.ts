import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PoolClient } from 'pg';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ worker: false });
  await api.get('/readyz');
});
afterAll(() => api.stop());

/** As an orchestrator asks. */
async function ready(): Promise<Answer & { readonly ms: number }> {
  const before = performance.now();
  const answer = await api.get('/readyz');
  return { ...answer, ms: performance.now() - before };
}

async function connections(count: number): Promise<PoolClient[]> {
  const taken: PoolClient[] = [];
  for (let index = 0; index < count; index += 1) taken.push(await api.db.connect());
  return taken;
}

describe('whether it is ready is said within a second', () => {
  it('while every connection is taken, however many ask', async () => {
    const taken = await connections(api.db.options.max ?? 10);
    const answers = await Promise.all(Array.from({ length: 30 }, ready));
    for (const { status, body, ms } of answers) {
      expect([status, body.parts]).toEqual([503, { database: 'unavailable', temporal: 'ok' }]);
      expect(ms).toBeLessThan(1_000);
    }
    // All of them have asked the one question.
    expect(api.db.waitingCount).toBeLessThanOrEqual(3);
    for (const one of taken) one.release();
    await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200);
  });

  it('while tables are locked, as the database answers all the same', async () => {
    const [holder] = await connections(1);
    await holder?.query('begin');
    for (const table of ['calendar_years', 'complaints', 'cases', 'packs', 'people'])
      await holder?.query(`lock table ${table} in access exclusive mode`);
    const answers = await Promise.all(Array.from({ length: 30 }, ready));
    for (const { status, ms } of answers) {
      expect(status).toBe(200);
      expect(ms).toBeLessThan(1_000);
    }
    await holder?.query('rollback');
    holder?.release();
    expect((await ready()).status).toBe(200);
  });

  it.skipIf(process.platform === 'win32')('while the database stands still', async () => {
    const taken = await connections(3);
    const { rows } = await api.db.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    for (const { pid } of rows) process.kill(pid, 'SIGSTOP');
    try {
      for (const one of taken) one.release();
      const answers = await Promise.all(Array.from({ length: 10 }, ready));
      for (const { status, ms } of answers) {
        expect([200, 503]).toContain(status);
        expect(ms).toBeLessThan(1_000);
      }
    } finally {
      for (const { pid } of rows) process.kill(pid, 'SIGCONT');
    }
    await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200);
  });
});
