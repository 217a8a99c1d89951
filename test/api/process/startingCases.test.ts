import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { startFinding } from '../../../cli/doctor/startFinding.ts';
import { prepareTemporal } from '../../../cli/installation/prepareTemporal.ts';
import { examine } from '../../../cli/doctor/doctor.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { startFaults } from '../../../store/readModel/casesToStart.ts';
import { findPackByHash } from '../../../store/rules/packs.ts';
import { Reconciler } from '../../../api/process/reconciler.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { OwnNamespace } from '../../support/servers/ownNamespace.ts';
import { planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

const INT = 3;
const TEXT = 1;

const running = (api: TestApi, no: string): Promise<string | undefined> =>
  api.client.workflow
    .getHandle(caseWorkflowId(no))
    .describe()
    .then(
      (one) => one.status.name,
      () => undefined,
    );

describe('a namespace whose search attributes have other types', () => {
  let namespace: OwnNamespace;
  let api: TestApi;
  beforeAll(async () => {
    namespace = await OwnNamespace.with({ RedressStage: INT, RedressUnit: TEXT });
    api = await startTestApi({ namespace: namespace.name, worker: false });
  });
  afterAll(async () => {
    await api.stop();
    await namespace.close();
  });

  const env = (): ReturnType<typeof loadEnvironment> =>
    loadEnvironment({ TEMPORAL_ADDRESS: namespace.address, TEMPORAL_NAMESPACE: namespace.name });
  const prepare = (): Promise<number> =>
    prepareTemporal(
      env(),
      outputIn('en', () => {}),
    );
  const STAGE = (): string =>
    `search attribute RedressStage has type Int in namespace ${namespace.name} and must have Keyword`;
  const UNIT = (): string =>
    `search attribute RedressUnit has type Text in namespace ${namespace.name} and must have Keyword`;

  it('is refused by prepare-temporal: which has which type, what is right, and how to come there', async () => {
    await expect(prepare()).rejects.toThrow(
      `${STAGE()}; ${UNIT()}; no case can be started until then. Run temporal operator search-attribute remove ` +
        `--namespace ${namespace.name} --name RedressStage --name RedressUnit and then this again`,
    );
    await expect(prepare()).rejects.toMatchObject({
      words: { zh: expect.stringContaining('RedressStage 为 Int 类型,应为 Keyword') },
    });
  });

  it('is seen by the doctor', async () => {
    const found = await examine(
      loadEnvironment({
        TEMPORAL_ADDRESS: namespace.address,
        TEMPORAL_NAMESPACE: namespace.name,
        DATABASE_URL: 'postgres://127.0.0.1:1/none',
      }),
    );
    expect(found.find((one) => one.part === 'Temporal server')).toMatchObject({
      ok: false,
      detail: { en: expect.stringContaining(`${STAGE()}; ${UNIT()}`) },
      mend: { en: expect.stringContaining('search-attribute remove') },
    });
  });

  it('is not ready, and Temporal is not asked for it at every look', async () => {
    const answer = await api.get('/readyz', { 'Accept-Language': 'en' });
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ status: 'unavailable', parts: { database: 'ok', temporal: 'misconfigured' } });
    expect(answer.body.faults.temporal).toContain(`${STAGE()}; ${UNIT()}`);
    expect((await api.get('/readyz', { 'Accept-Language': 'zh' })).body.faults.temporal).toContain('应为 Keyword');
    const began = performance.now();
    for (let look = 0; look < 20; look += 1) await api.get('/readyz');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('keeps complaints, says why they cannot be started, and starts them when it is mended', async () => {
    const { status, body } = await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000810') }));
    expect(status).toBe(201);
    await expect.poll(async () => (await startFaults(api.db)).length, { timeout: 15_000 }).toBe(1);
    const [fault] = await startFaults(api.db);
    expect(fault).toMatchObject({
      count: 1,
      fault: expect.stringMatching(/RedressStage|RedressUnit|search attribute/i),
    });
    expect(api.logged.filter((line) => line.startsWith('the workflow of a case cannot be started'))).toHaveLength(1);
    expect((await api.get('/metrics')).body).toContain('\nredress_cases_unstartable 1\n');
    expect((await api.get('/readyz', { 'Accept-Language': 'en' })).body.warnings.cases).toContain(
      '1 case cannot be started',
    );
    await namespace.remove('RedressStage', 'RedressUnit');
    expect(await prepare()).toBe(0);
    await expect.poll(() => running(api, body.no), { timeout: 30_000, interval: 300 }).toBe('RUNNING');
    await expect
      .poll(async () => (await api.get('/readyz')).body, { timeout: 20_000, interval: 300 })
      .toEqual({
        status: 'ok',
        parts: { database: 'ok', temporal: 'ok' },
      });
    expect((await api.get('/metrics')).body).toContain('\nredress_cases_unstartable 0\n');
  });
});

describe('a case that cannot be started', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ worker: false });
  });
  afterAll(() => api.stop());

  it('keeps no later one from being started; each is noted with the reason and logged once', async () => {
    const pack = await planIn(api.db);
    expect(await findPackByHash(api.db, pack.hash)).toBeDefined();
    const origin = Date.now() - 3_600_000;
    const register = (index: number): Promise<string> =>
      registeredPlanCase(api.db, api.keys, pack, { phone: `1390001${String(index).padStart(4, '0')}`, origin });
    const refused: string[] = [];
    for (let index = 0; index < 101; index += 1) refused.push(await register(index));
    await api.db.query("update cases set state = jsonb_set(state, '{unit}', to_jsonb(repeat('x', 5000)))");
    const gone = await register(500);
    await api.db.query('update cases set state = state || $2::jsonb where no = $1', [
      gone,
      JSON.stringify({ pack: { id: pack.id, version: pack.version, hash: 'gone' } }),
    ]);
    const unsealed = await register(501);
    await api.db.query("update complaints set sealed_receipt = '\\x00', wrapped_key = '\\x00' where no = $1", [
      unsealed,
    ]);
    const good = await register(502);
    const logged: string[] = [];
    const note = (details: object, what: string): unknown => logged.push(`${what} ${JSON.stringify(details)}`);
    const { db, packs, gateway } = api;
    const reconciler = new Reconciler({ db, packs, gateway, log: { info: note, warn: note } });
    reconciler.wake();
    await expect.poll(() => running(api, good), { timeout: 60_000, interval: 300 }).toBe('RUNNING');
    await expect.poll(() => running(api, unsealed), { timeout: 10_000, interval: 300 }).toBe('RUNNING');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await reconciler.stop();
    const faults = await startFaults(api.db);
    expect(faults.map((one) => one.count)).toEqual([101, 1]);
    expect(faults[0]?.fault).toContain('RedressUnit');
    expect(faults[1]?.fault).toContain('gone');
    expect(logged.filter((line) => line.includes(refused[0] ?? '-'))).toHaveLength(1);
    expect(startFinding(faults)).toMatchObject({ part: 'cases', ok: false, count: 102 });
    expect((await api.get('/readyz', { 'Accept-Language': 'en' })).body.warnings.cases).toContain(
      '102 cases cannot be started',
    );
  }, 90_000);
});
