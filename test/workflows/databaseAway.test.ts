import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('while the log cannot be written', () => {
  it('a case waits and lives on; what it decided is recorded when the log is back', { timeout: 90_000 }, async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000700') }))).body;
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    await api.db.query('alter table superseded_events rename to superseded_events_away');
    await api.db.query('alter table events rename to events_away');
    await handle.signal('accept', { id: 's1', actor: 'handler-renminlu' });
    const history = async (): Promise<readonly string[]> =>
      (await handle.fetchHistory()).events?.map(
        (event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? '',
      ) ?? [];
    // The quick way has failed often enough; the lasting one is tried.
    await expect.poll(history, { timeout: 30_000, interval: 500 }).toContain('record');
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await api.db.query('alter table events_away rename to events');
    await api.db.query('alter table superseded_events_away rename to superseded_events');
    await expect
      .poll(async () => (await api.get(`/v1/complaints/${no}`)).body.stage, { timeout: 60_000, interval: 500 })
      .toBe('accepted');
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await replayOwn(api.client, no, 'log-away');
  });
});
