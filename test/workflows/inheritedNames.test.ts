import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { inheritedNames } from '../support/tools/inheritedNames.ts';
import { planIn, registeredPlanCase } from '../support/cases/registeredPlanCase.ts';
import { replay } from '../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const typesOf = async (no: string): Promise<readonly string[]> =>
  (await api.db.query("select event->>'type' as type from events where no = $1 order by seq", [no])).rows.map(
    (row) => row.type,
  );

describe('a case that was registered under a name that every object has', () => {
  it.each(inheritedNames)('lives on, climbs, is told of in words, and can be put right: %s', async (name) => {
    const pack = await planIn(api.db);
    const index = inheritedNames.indexOf(name);
    const no = await registeredPlanCase(api.db, api.keys, pack, {
      phone: `139000072${String(index).padStart(2, '0')}`,
      speed: 20_000,
      intake: { category: name, channel: name, fields: { siteVisit: true } },
    });
    await api.gateway.start(await api.readView(no), pack);
    await expect
      .poll(async () => (await typesOf(no)).filter((type) => type === 'RungFired').length, { timeout: 30_000 })
      .toBeGreaterThan(2);
    await expect
      .poll(() => api.told.filter(({ subject, text }) => `${subject}${text}`.includes(no)).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    const told = await api.db.query(
      'select count(*) filter (where plain_because is not null)::int as plain from notifications where no = $1',
      [no],
    );
    expect(told.rows[0].plain).toBe(0);
    const view = await api.get(`/v1/complaints/${no}`);
    expect([view.status, view.body.category]).toEqual([200, name]);
    expect((await api.get(`/v1/complaints/${no}/timeline`)).status).toBe(200);
    const mended = await api.post(
      `/v1/complaints/${no}/actions/reclassify`,
      { fields: { category: 'atm', reason: 'mistake' } },
      { 'X-Redress-Actor': 'group-1' },
    );
    expect([mended.status, mended.body.category]).toEqual([200, 'atm']);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
    await replay(await api.client.workflow.getHandle(caseWorkflowId(no)).fetchHistory(), no);
  });
});

describe('a Signal', () => {
  let no: string;
  const refusals = async (): Promise<readonly string[]> =>
    (
      await api.db.query(
        "select event->'data'->>'code' as code from events where no = $1 and event->>'type' = $2 order by seq",
        [no, 'ActionRefused'],
      )
    ).rows.map((row) => row.code);
  const sent = async (action: string, actor: string, fields: unknown): Promise<string | undefined> => {
    const before = (await refusals()).length;
    await api.client.workflow.getHandle(caseWorkflowId(no)).signal(action, { actor, fields });
    await expect.poll(async () => (await refusals()).length, { timeout: 30_000 }).toBe(before + 1);
    return (await refusals()).at(-1);
  };
  beforeAll(async () => {
    no = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900007299'), drill: undefined })))
      .body.no;
  });

  it('that asks for what may not be done is refused as such, whatever is wrong with its fields', async () => {
    expect(await sent('resolve', 'union-1', { mood: 'good' })).toBe('actor-not-allowed');
    expect(await sent('reopen', 'head-renminlu', { reason: 'constructor' })).toBe('action-not-allowed');
  });
  it.each(inheritedNames)('with the field %s is refused', async (name) => {
    expect(await sent('escalate', 'handler-renminlu', Object.fromEntries([[name, 'x']]))).toBe('field-unknown');
  });
});
