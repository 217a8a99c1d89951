import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { quietPort } from '../../support/servers/quietPort.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { relay } from '../../support/servers/relay.ts';
import { testTemporal } from '../../support/servers/servers.ts';

let api: TestApi;
let temporalAddress: string;
beforeAll(async () => {
  temporalAddress = `127.0.0.1:${await quietPort()}`;
  api = await startTestApi({ temporalAddress });
});
afterAll(() => api.stop());

describe('while Temporal is away', () => {
  it('a complaint is kept, reading goes on, an action says try again; then the deadlines run', async () => {
    const created = await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000400') }), {
      'Idempotency-Key': 'away',
    });
    expect(created.status).toBe(201);
    const { no } = created.body;
    expect((await api.get(`/v1/complaints/${no}`)).body.clocks).toHaveLength(4);
    const act = (): ReturnType<TestApi['post']> =>
      api.post(
        `/v1/complaints/${no}/actions/accept`,
        {},
        { 'X-Redress-Actor': 'handler-renminlu', 'Idempotency-Key': 'accept-away' },
      );
    const refused = await act();
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'engine-unavailable',
      '2',
    ]);
    expect(api.logged).toContainEqual(
      expect.stringMatching(
        `the workflow of a case gave no answer {"no":"${no}","action":"accept","because":"\\d+ [A-Z_]+: `,
      ),
    );
    expect((await api.get('/readyz')).body).toMatchObject({
      status: 'unavailable',
      parts: { database: 'ok', temporal: 'unavailable' },
    });
    const { address } = await testTemporal();
    const stop = await relay(temporalAddress, address);
    await expect
      .poll(
        async () =>
          (
            await api.client.workflow
              .getHandle(caseWorkflowId(no))
              .describe()
              .catch(() => undefined)
          )?.status.name,
        { timeout: 40_000, interval: 500 },
      )
      .toBe('RUNNING');
    await expect.poll(async () => (await act()).status, { timeout: 20_000, interval: 500 }).toBe(200);
    const again = await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000400') }), {
      'Idempotency-Key': 'away',
    });
    expect([again.status, again.body.no, again.body.stage]).toEqual([201, no, 'accepted']);
    expect(api.logged.some((line) => line.includes('started cases that had no workflow'))).toBe(true);
    stop();
  });
});
