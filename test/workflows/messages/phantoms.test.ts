import { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { casesToCompare, noteCleanStop } from '../../../store/repair/cleanStops.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { compareAfterCrash } from '../../../worker/afterCrash.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { recordingHook } from '../../support/receivers/recordingHook.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { STATE_QUERY } from '../../../contracts/complaintWorkflow.ts';

const TYPE = engineNames().complaint;

const hook = recordingHook();
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ recording: hook.recording });
});
afterAll(() => api.stop());

/**
 * What a local activity leaves behind that commits for a task which then never completes: rows that the workflow knows
 * nothing of.
 */
async function leavePhantom(no: string, later = 1): Promise<void> {
  const log = await readLog(api.db, no);
  const last = log.at(-1)?.event;
  if (last === undefined) throw new Error('no log');
  const base = (
    await api.db.query('select extract(epoch from origin) * 1000 as origin, speed from complaints where no = $1', [no])
  ).rows[0];
  const phantom: RecordedEvent = {
    type: 'CommentAdded',
    data: { note: 'n/phantom' },
    id: 'phantom#1',
    seq: last.seq + 1,
    at: last.at + later,
    actor: last.actor,
  };
  const { runId, historyLength } = await api.client.workflow.getHandle(caseWorkflowId(no)).describe();
  await recordEvents(api.db, no, { origin: Number(base.origin), speed: base.speed }, [phantom], undefined, {
    run: runId,
    task: historyLength,
  });
}

describe('rows of a task that never completed', () => {
  it('are put aside when a worker starts after a stop that was not in order', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000600') }))).body;
    const other = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000601') }))).body.no;
    const before = (await readLog(api.db, no)).length;
    await leavePhantom(no);
    expect((await verifyCase(api.db, no)).state?.seq).toBe(before + 1);
    expect(await compareAfterCrash(api.db, api.client, TYPE)).toEqual({
      compared: 2,
      phantoms: 1,
      cases: 1,
      behind: 0,
      whole: true,
    });
    const after = await verifyCase(api.db, no);
    expect([after.findings, after.state?.seq]).toEqual([[], before]);
    expect((await verifyCase(api.db, other)).findings).toEqual([]);
    expect((await api.db.query('select event from superseded_events where no = $1', [no])).rows).toMatchObject([
      { event: { id: 'phantom#1' } },
    ]);
    const accepted = await api.post(
      `/v1/complaints/${no}/actions/accept`,
      {},
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect(accepted.body.seq).toBe(before + 1);
    const workflow = await api.client.workflow
      .getHandle(caseWorkflowId(no))
      .query<{ readonly state: unknown }>(STATE_QUERY);
    expect((await verifyCase(api.db, no)).state).toEqual(workflow.state);
  });

  it('are looked for once: after another crash a worker begins where the last comparison ended', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000606') }))).body;
    expect((await compareAfterCrash(api.db, api.client, TYPE)).compared).toBeGreaterThan(0);
    // A transaction that is still open anywhere on the server holds back what can be noted as compared.
    await expect
      .poll(() => compareAfterCrash(api.db, api.client, TYPE), { timeout: 30_000 })
      .toMatchObject({ compared: 0 });
    await leavePhantom(no);
    expect(await compareAfterCrash(api.db, api.client, TYPE)).toMatchObject({ compared: 1, phantoms: 1 });
  });

  it('are told apart from what a restored, older Temporal has forgotten: of that nothing is put aside', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000604') }))).body;
    const forgotten = (await readLog(api.db, no)).length + 1;
    await leavePhantom(no, -10 * 60_000);
    const other = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000605') }))).body.no;
    await api.post(`/v1/complaints/${other}/actions/accept`, {}, { 'X-Redress-Actor': 'handler-renminlu' });
    await leavePhantom(other);
    expect(await compareAfterCrash(api.db, api.client, TYPE)).toMatchObject({ phantoms: 0, behind: 1, whole: false });
    expect((await verifyCase(api.db, no)).state?.seq).toBe(forgotten);
  });

  it('are replaced by the real event when the case goes on first', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000602') }))).body;
    await leavePhantom(no);
    const accepted = await api.post(
      `/v1/complaints/${no}/actions/accept`,
      {},
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect(accepted).toMatchObject({ status: 200, body: { stage: 'accepted' } });
    expect((await readLog(api.db, no)).map((one) => one.event.type)).not.toContain('CommentAdded');
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });

  it('need not be looked for in what was recorded before the latest stop in order', async () => {
    await noteCleanStop(api.db);
    expect((await casesToCompare(api.db)).cases).toEqual([]);
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000603') }))).body;
    expect((await casesToCompare(api.db)).cases.map((one) => one.no)).toEqual([no]);
  });

  it('are left for the next start, and the stop after it covers nothing, when a case cannot be asked', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000606') }))).body;
    const elsewhere = new Client({ connection: api.client.connection, namespace: 'nobody-lives-here' });
    expect(await compareAfterCrash(api.db, elsewhere, TYPE)).toMatchObject({ compared: 0, whole: false });
    expect((await casesToCompare(api.db)).cases.map((one) => one.no)).toContain(no);
  });

  it('are replaced when a later try was given the answer of an earlier one that decided otherwise', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000604') }))).body;
    hook.abandoned = (batch) => ({
      ...batch,
      events: batch.events.map((event) => ({ ...event, id: `abandoned-${event.id}` })),
    });
    const contacted = await api.post(
      `/v1/complaints/${no}/actions/contact`,
      {},
      { 'X-Redress-Actor': 'handler-renminlu' },
    );
    expect([contacted.status, hook.abandoned]).toEqual([200, undefined]);
    const workflow = await api.client.workflow
      .getHandle(caseWorkflowId(no))
      .query<{ readonly state: unknown }>(STATE_QUERY);
    expect((await verifyCase(api.db, no)).state).toEqual(workflow.state);
    // The step, and the clock that it stopped.
    expect((await api.db.query('select event from superseded_events where no = $1', [no])).rowCount).toBe(2);
  });

  it('are put aside once the case answers, when an action was not answered and nobody asks again', async () => {
    const { no } = (await api.post('/v1/complaints', outletComplaint({ complainant: caller('13900000605') }))).body;
    const before = (await readLog(api.db, no)).length;
    await leavePhantom(no);
    api.unanswered(no);
    await expect.poll(async () => (await readLog(api.db, no)).length, { timeout: 15_000 }).toBe(before);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });
});
