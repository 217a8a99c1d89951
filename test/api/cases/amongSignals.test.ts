import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

const ROUNDS = 6;
const SIGNALS = 80;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** A case that waits to be closed. */
async function resolved(phone: string): Promise<string> {
  const asked = outletComplaint({ complainant: caller(phone), drill: undefined, fields: { siteVisit: true } });
  const { no } = (await api.post('/v1/complaints', asked)).body;
  for (const [action, fields] of [
    ['arrive', {}],
    ['reply', { outcome: 'explained' }],
    ['report', {}],
    ['resolve', { outcome: 'satisfied' }],
  ] as const) {
    const answer = await api.post(
      `/v1/complaints/${no}/actions/${action}`,
      { fields },
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  }
  return no;
}

describe('a close among many signals', () => {
  it('is answered as done, however often the engine has to be asked', { timeout: 120_000 }, async () => {
    const statuses: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const no = await resolved(`139000017${String(round).padStart(2, '0')}`);
      const handle = api.client.workflow.getHandle(caseWorkflowId(no));
      const signals = Array.from({ length: SIGNALS }, (_, index) =>
        handle.signal('comment', { id: `note-${index}`, actor: 'handler-renminlu' }).catch(() => {}),
      );
      await pause((round % 6) * 15);
      const answer = await api.post(
        `/v1/complaints/${no}/actions/close`,
        {},
        { 'X-Redress-Actor': 'handler-renminlu', 'Idempotency-Key': `close-${round}` },
      );
      await Promise.all(signals);
      statuses.push(answer.status);
      expect((await readLog(api.db, no)).filter(({ event }) => event.type === 'CaseClosed')).toHaveLength(1);
    }
    expect(statuses).toEqual(statuses.map(() => 200));
  });
});
