import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseGateway } from '../../../client/caseGateway.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { draftOf, whatIfRecorded } from '../../../api/whatif/whatIfPeriod.ts';
import type { CalendarParts } from '../../../cli/calendar/calendarParts.ts';
import { caseForMigration } from '../../../cli/packs/caseForMigration.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { migratePack, type MigratePackOptions } from '../../../cli/packs/migratePack.ts';
import { MIGRATE_UPDATE, STATE_QUERY, type WorkflowView } from '../../../contracts/complaintWorkflow.ts';
import { engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { deflateRules } from '../../../contracts/engineRules.ts';
import type { MigrationOrder } from '../../../domain/migration/migrateCase.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import { canonicalJson } from '../../../store/database/canonicalJson.ts';
import { approvePackMigration, openPackMigration } from '../../../store/rules/packMigrations.ts';
import { findPack } from '../../../store/rules/packs.ts';
import { rebuildCase } from '../../../store/repair/rebuildReadModel.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { planVersions } from '../../support/rules/planVersions.ts';
import { replayOwn } from '../../support/workflows/replay.ts';
import { testTemporal } from '../../support/servers/servers.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

const HOUR = 3_600_000;

let api: TestApi;
let parts: CalendarParts;
let phone = 13_930_000_000;

beforeAll(async () => {
  const { first, second } = planVersions();
  api = await startTestApi({ source: first });
  const packs = new PackRegistry(api.db, 'zh');
  const parsed = parsePack(second);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message.en).join('\n'));
  await packs.put(parsed.value);
  parts = { db: api.db, packs, gateway: new CaseGateway({ ...(await testTemporal()), names: engineNames() }) };
});
afterAll(async () => {
  await parts.gateway.close();
  await api.stop();
});

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const act = (
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): Promise<Answer> => api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, as(person));
const read = async (no: string): Promise<Answer['body']> => (await api.get(`/v1/complaints/${no}`, as('local'))).body;
const clock = (body: Answer['body'], id: string): { readonly dueAt: string; readonly startedAt: string } =>
  body.clocks.find((one: { id: string }) => one.id === id);

async function open(over: Record<string, unknown> = {}): Promise<string> {
  phone += 1;
  const { body, status } = await api.post(
    '/v1/complaints',
    outletComplaint({ complainant: caller(String(phone)), drill: undefined, ...over }),
    as('handler-renminlu'),
  );
  if (status !== 201) throw new Error(body.detail);
  return body.no;
}

async function migrate(
  options: Omit<MigratePackOptions, 'to'>,
): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const said: string[] = [];
  const code = await migratePack(
    parts,
    outputIn('en', (line) => void said.push(line)),
    'cutover-emergency',
    { to: '1.5.0', ...options },
  );
  return { code, said };
}

/** All rows of the read model about a case. */
async function stateOf(no: string): Promise<string> {
  const { rows } = await api.db.query('select * from cases where no = $1', [no]);
  const clocks = await api.db.query('select * from clocks where no = $1 order by clock, occurrence', [no]);
  return JSON.stringify([rows, clocks.rows]);
}

const typesOf = async (no: string): Promise<readonly string[]> =>
  (await api.db.query('select type from events where no = $1 order by seq', [no])).rows.map((row) => row.type);

/** Log, read model and workflow say the same, and a rebuilt row is the same row. */
async function expectSound(no: string): Promise<void> {
  const { findings, state } = await verifyCase(api.db, no);
  expect(findings).toEqual([]);
  const workflow = await api.client.workflow.getHandle(caseWorkflowId(no)).query<WorkflowView>(STATE_QUERY);
  expect(canonicalJson(workflow.state)).toBe(canonicalJson(state));
  const before = await stateOf(no);
  await rebuildCase(api.db, no);
  expect(await stateOf(no)).toBe(before);
}

describe('open cases on their way to another version', () => {
  it('are shown first, requested by one person and moved by the word of another; what has ended stays', async () => {
    const no = await open();
    const odd = await open({ category: 'short-lived' });
    const gone = await open();
    await act(gone, 'withdraw', { reason: 'duplicate' });
    const [before, state] = [await read(no), await stateOf(no)];

    const preview = await migrate({ preview: true });
    expect(preview.said.filter((line) => line.startsWith('  moves') || line.startsWith('  starts'))).toHaveLength(2);
    expect(preview.said.at(-1)).toBe('1 open cases would move to cutover-emergency 1.5.0, 1 cannot');
    expect(preview.said.find((line) => line.startsWith(odd))).toContain('[category-unknown]');
    expect(preview.said.some((line) => line.startsWith(gone))).toBe(false);
    await expect(migrate({ approve: true, by: 'local' })).rejects.toThrow('nobody has requested');
    expect(await stateOf(no)).toBe(state);

    await migrate({ request: true, by: 'local' });
    await expect(migrate({ approve: true, by: 'local' })).rejects.toThrow('another administrator');
    await migrate({ request: true, by: 'leader' });
    await expect(migrate({ approve: true, by: 'leader' })).rejects.toThrow('no administrator');
    await expect(migrate({ approve: true })).rejects.toThrow('--by');
    expect(await stateOf(no)).toBe(state);

    // The case goes on between request and approval; what was agreed to is done to the case as it is then.
    await act(no, 'accept');
    const approved = await migrate({ approve: true, by: 'local' });
    expect(approved).toMatchObject({ code: 0 });
    expect(approved.said.at(-1)).toBe('1 of 1 cases are under cutover-emergency 1.5.0');

    const after = await read(no);
    expect(after.pack.version).toBe('1.5.0');
    expect(Date.parse(clock(after, 'reply').dueAt)).toBe(Date.parse(clock(before, 'reply').dueAt) - HOUR);
    expect(clock(after, 'receipt').startedAt).toBe(clock(after, 'reply').startedAt);
    expect((await typesOf(no)).slice(-3)).toEqual(['PackMigrated', 'ClockMoved', 'ClockStarted']);
    expect((await read(odd)).pack.version).toBe('1.4.0');
    const explained = (await api.get(`/v1/complaints/${no}/clocks/reply/explanation`, as('local'))).body.segments;
    expect(explained.at(-1)).toMatchObject({ reason: 'limit' });
    await expectSound(no);

    // Only the new version has this step.
    expect((await act(no, 'receipt')).status).toBe(200);
    expect((await act(odd, 'receipt')).status).not.toBe(200);
    await expectSound(no);
    await replayOwn(api.client, no, 'migrated');
  });

  it('are moved once, whoever asks again; by hand nothing is moved that was not approved', async () => {
    const no = await open();
    await migrate({ request: true, by: 'leader' });
    await migrate({ approve: true, by: 'local' });
    await expect(migrate({ request: true, by: 'local' })).rejects.toThrow('no open case can be moved');
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    for (const args of [
      [],
      [{}],
      ['x', new Uint8Array([1, 2])],
      [{ request: 'r', requestedBy: 'a', approvedBy: 'b', seq: 1, happened: [] }, new Uint8Array([1])],
    ])
      await expect(handle.executeUpdate('redress:migrate', { args: args as never })).rejects.toMatchObject({
        cause: { type: 'Rejected' },
      });
    expect((await typesOf(no)).filter((type) => type === 'PackMigrated')).toHaveLength(1);
  });

  it('are moved by nobody who reaches Temporal without an order that was approved', async () => {
    const no = await open();
    const { hash } = (await findPack(api.db, 'cutover-emergency', '1.5.0')) ?? { hash: '' };
    const { seen, next } = await caseForMigration(parts, no, (await parts.packs.byHash(hash)).engine);
    const handle = api.client.workflow.getHandle(caseWorkflowId(no));
    const send = (order: Omit<MigrationOrder, 'seq' | 'happened'>) =>
      handle.executeUpdate(MIGRATE_UPDATE, { args: [{ ...seen, ...order }, deflateRules(next)] as never });
    const notApproved = { cause: { type: 'Rejected', details: [{ code: 'migration-not-possible' }] } };
    await expect(send({ request: 'r', requestedBy: 'leader', approvedBy: 'local' })).rejects.toMatchObject(notApproved);
    // Asked for and not approved yet; then approved by another than the one who is named.
    await migrate({ request: true, by: 'leader' });
    const asked = await openPackMigration(api.db, 'cutover-emergency');
    const order = { request: asked?.id ?? '', requestedBy: 'leader', approvedBy: 'local' };
    await expect(send(order)).rejects.toMatchObject(notApproved);
    await approvePackMigration(api.db, order.request, 'local');
    await expect(send({ ...order, approvedBy: 'handler-renminlu' })).rejects.toMatchObject(notApproved);
    expect(await typesOf(no)).not.toContain('PackMigrated');
    expect(await migrate({ approve: true, by: 'local' })).toMatchObject({ code: 0 });
    expect(await typesOf(no)).toContain('PackMigrated');
    await expectSound(no);
  });

  it('that end and are opened again go on under the version they were moved to', async () => {
    const no = await open();
    await migrate({ request: true, by: 'leader' });
    await migrate({ approve: true, by: 'local' });
    for (const [action, fields] of [
      ['accept'],
      ['receipt'],
      ['reply', { outcome: 'explained' }],
      ['report'],
      ['resolve', { outcome: 'satisfied' }],
      ['close'],
    ] as const) {
      const answer = await act(no, action, fields);
      if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
    }
    await api.client.workflow.getHandle(caseWorkflowId(no)).result();
    expect((await act(no, 'reopen', { reason: 'new-facts' }, 'liaison-renminlu')).body).toMatchObject({
      stage: 'accepted',
      pack: { version: '1.5.0' },
    });
    expect((await act(no, 'receipt')).status).toBe(200);
    await expectSound(no);
    await replayOwn(api.client, no, 'migrated-reopened');
  });

  it('and, lived again under the versions in force, are what happened; a draft holds throughout', async () => {
    const now = Date.now();
    const query = { from: now - HOUR, to: now, pack: 'cutover-emergency', drills: false };
    const cases = await whatIfRecorded(parts, query, undefined, now);
    const moved = cases.filter(({ recorded }) => recorded.events.some((event) => event.type === 'PackMigrated'));
    expect(moved.length).toBeGreaterThan(2);
    for (const { recorded, whatIf } of cases)
      expect(whatIf.after?.events.slice(0, recorded.events.length)).toEqual(recorded.events);
    expect(cases.flatMap(({ whatIf }) => whatIf.changes)).toEqual([]);
    const second = parsePack(planVersions().second);
    if (!second.ok) throw new Error('the version is faulty');
    const under = await whatIfRecorded(
      parts,
      query,
      draftOf({
        authored: second.value,
        engine: resolveEngine(second.value, 'zh', parts.packs.calendars),
      }),
      now,
    );
    const clocks = (id: string): readonly number[] =>
      under.flatMap(
        ({ whatIf: { after } }) =>
          after?.state.clocks.flatMap((one) => (one.clock === id ? [one.dueAt - one.startedAt] : [])) ?? [],
      );
    expect([new Set(clocks('reply')), new Set(clocks('receipt'))]).toEqual([new Set([3 * HOUR]), new Set([6 * HOUR])]);
    expect(under.flatMap(({ whatIf: { after } }) => after?.events.map((event) => event.type) ?? [])).not.toContain(
      'PackMigrated',
    );
  });
});
