import { afterAll, beforeAll, expect, it } from 'vitest';
import { outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ worker: false });
});
afterAll(() => api.stop());

it('a registration whose session ends in the middle is answered 503; its key registers it later', async () => {
  const holder = await api.db.connect();
  await holder.query('begin');
  await holder.query('lock table complaints in access exclusive mode');
  const key = { 'Idempotency-Key': 'ended-in-the-middle' };
  const waiting = api.post('/v1/complaints', outletComplaint(), key);
  for (;;) {
    const { rowCount } = await api.db.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and ' +
        "wait_event_type = 'Lock'",
    );
    if ((rowCount ?? 0) > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const answer = await waiting;
  await holder.query('rollback');
  holder.release();
  expect(answer.status).toBe(503);
  expect(answer.body.code).toBe('database-unavailable');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await api.post('/v1/complaints', outletComplaint(), key)).status).toBe(201);
});
