import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseWorkflowId } from '../support/workflows/caseWorkflowId.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { draftOf, whatIfRecorded } from '../../api/whatif/whatIfPeriod.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { LIBRARY } from '../support/rules/workCalendars.ts';
import { planSource } from '../support/rules/planSource.ts';
import { startTestApi, type TestApi } from '../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function act(no: string, action: string, fields: Record<string, unknown>, person: string): Promise<void> {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
}

async function types(no: string): Promise<readonly string[]> {
  return (await api.db.query('select type from events where no = $1 order by seq', [no])).rows.map((row) => row.type);
}

it('cases of the real engine, lived again under the pack that was in force, are what happened', async () => {
  const drill = { speed: 1_200 };
  const register = async (phone: string, over: Record<string, unknown>): Promise<string> =>
    (await api.post('/v1/complaints', outletComplaint({ complainant: caller(phone), drill, ...over }))).body.no;
  const paid = await register('13900000801', { category: 'urgent-cash' });
  await act(paid, 'accept', {}, 'handler-renminlu');
  await act(paid, 'persuade', { accepted: false }, 'handler-renminlu');
  await act(paid, 'pay', { amount: '3000.00' }, 'handler-renminlu');
  await act(paid, 'approve', {}, 'head-renminlu');
  await act(paid, 'approve', {}, 'liaison-renminlu');
  const shared = await register('13900000802', { unit: 'province-centre', channel: 'hotline-95566' });
  await act(shared, 'dispatch', { departments: ['dept-it', 'dept-operations'] }, 'centre-1');
  await act(shared, 'answer-dispatch', { dispatch: 'd1', substantive: true }, 'it-head');
  await api.client.workflow.getHandle(caseWorkflowId(shared)).signal('close', { actor: 'centre-1' });
  const untouched = await register('13900000803', {});
  await expect.poll(() => types(untouched), { timeout: 40_000 }).toContain('LevelChanged');
  await act(paid, 'resolve', { outcome: 'satisfied' }, 'handler-renminlu');
  await act(paid, 'close', {}, 'handler-renminlu');

  expect(await types(paid)).toEqual(expect.arrayContaining(['ApprovalRequested', 'ApprovalCompleted', 'CaseClosed']));
  expect(await types(shared)).toEqual(
    expect.arrayContaining(['DepartmentDispatched', 'DispatchAnswered', 'ActionRefused']),
  );
  const parsed = parsePack(planSource());
  if (!parsed.ok) throw new Error('the pack is faulty');
  const now = Date.now();
  const query = { from: now - 3_600_000, to: now, pack: 'cutover-emergency', drills: true };
  for (const draft of [
    draftOf({ authored: parsed.value, engine: resolveEngine(parsed.value, 'zh', LIBRARY) }),
    undefined,
  ]) {
    const cases = await whatIfRecorded({ db: api.db, packs: new PackRegistry(api.db, 'zh') }, query, draft, now);
    expect(cases.map(({ recorded, whatIf }) => [recorded.no, whatIf.changes])).toEqual(
      [paid, shared, untouched].map((no) => [no, []]),
    );
    for (const { recorded, whatIf } of cases) expect(whatIf.after?.events).toEqual(recorded.events);
  }
});
