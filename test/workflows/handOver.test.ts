import { afterAll, beforeAll, expect, it } from 'vitest';
import { CaseGateway } from '../../client/caseGateway.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import { outputIn } from '../../cli/output/output.ts';
import { migratePack } from '../../cli/packs/migratePack.ts';
import { STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { engineNames } from '../../contracts/engineNames.ts';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { planVersions } from '../support/rules/planVersions.ts';
import { replayOwn } from '../support/workflows/replay.ts';
import { testTemporal } from '../support/servers/servers.ts';
import { startTestApi, type Answer, type TestApi } from '../support/cases/testApi.ts';

/** More events than one run of a case has before it hands over to a fresh one, so many at a time. */
const SIGNALS = { rounds: 31, each: 100 };

let api: TestApi;
let gateway: CaseGateway;
let migrate: (options: { readonly request?: true; readonly approve?: true; readonly by: string }) => Promise<number>;

beforeAll(async () => {
  const { first, second } = planVersions();
  api = await startTestApi({ source: first });
  const packs = new PackRegistry(api.db, 'zh');
  const parsed = parsePack(second);
  if (!parsed.ok) throw new Error('the second version is faulty');
  await packs.put(parsed.value);
  gateway = new CaseGateway({ ...(await testTemporal()), names: engineNames() });
  migrate = (options) =>
    migratePack(
      { db: api.db, packs, gateway },
      outputIn('en', () => {}),
      'cutover-emergency',
      { to: '1.5.0', ...options },
    );
});
afterAll(async () => {
  await gateway.close();
  await api.stop();
});

const act = (no: string, action: string, fields: Record<string, unknown> = {}, id?: string): Promise<Answer> =>
  api.post(
    `/v1/complaints/${no}/actions/${action}`,
    { fields },
    { 'X-Redress-Actor': 'handler-renminlu', ...(id === undefined ? {} : { 'Idempotency-Key': id }) },
  );

it(
  'a case that was moved to another version and whose workflow then hands over to a fresh run stays under that version',
  { timeout: 180_000 },
  async () => {
    const opened = await api.post(
      '/v1/complaints',
      outletComplaint({ complainant: caller('13940000001'), drill: undefined }),
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    const { no } = opened.body as { readonly no: string };
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    expect(await migrate({ request: true, by: 'leader' })).toBe(0);
    expect(await migrate({ approve: true, by: 'local' })).toBe(0);
    const accepted = { id: 'accepted-once', actor: 'handler-renminlu' };
    await handle.signal('accept', accepted);
    const { runId } = await handle.describe();
    const view = (): Promise<WorkflowView> => handle.query<WorkflowView>(STATE_QUERY);
    await expect.poll(async () => (await view()).state.stage, { timeout: 30_000 }).toBe('accepted');
    const before = await view();

    // A request that was taken already changes nothing but the length of the history.
    for (let round = 0; round < SIGNALS.rounds; round += 1)
      await Promise.all(Array.from({ length: SIGNALS.each }, () => handle.signal('accept', accepted)));
    await expect.poll(async () => (await handle.describe()).runId, { timeout: 60_000 }).not.toBe(runId);

    const fresh = await view();
    expect(fresh.state.pack).toMatchObject({ id: 'cutover-emergency', version: '1.5.0' });
    expect(canonicalJson(fresh.state)).toBe(canonicalJson(before.state));
    const { findings, state } = await verifyCase(api.db, no);
    expect([findings, canonicalJson(state)]).toEqual([[], canonicalJson(fresh.state)]);

    // Only the second version has this step; a request that the earlier run knew is still one request.
    await handle.signal('accept', accepted);
    expect((await act(no, 'receipt')).status).toBe(200);
    expect((await act(no, 'reply', { outcome: 'explained' })).status).toBe(200);
    const { rows } = await api.db.query<{ type: string }>('select type from events where no = $1 order by seq', [no]);
    expect(
      rows.filter(({ type }) => type === 'CaseAccepted' || type === 'PackMigrated' || type === 'ActionRefused'),
    ).toHaveLength(2);
    expect((await handle.describe()).runId).not.toBe(runId);
    await replayOwn(api.client, no, 'migrated-handed-over');
  },
);
