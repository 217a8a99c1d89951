import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { caseFromLog } from '../../../client/caseFromLog.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { proveUpdate } from '../../../api/cases/proveUpdate.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function act(
  no: string,
  action: string,
  fields: Record<string, unknown> = {},
  person = 'handler-renminlu',
): Promise<void> {
  const answer = await api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
  if (answer.status !== 200) throw new Error(`${action}: ${answer.body.detail}`);
}

async function opened(phone: string): Promise<string> {
  return (
    await api.post(
      '/v1/complaints',
      outletComplaint({ complainant: caller(phone), drill: undefined, fields: { siteVisit: true } }),
    )
  ).body.no;
}

async function closed(no: string): Promise<void> {
  await act(no, 'arrive');
  await act(no, 'reply', { outcome: 'explained' });
  await act(no, 'report');
  await act(no, 'resolve', { outcome: 'satisfied' });
  await act(no, 'close');
  await api.client.workflow.getHandle(caseWorkflowId(no)).result();
}

const typesOf = async (no: string): Promise<readonly string[]> =>
  (await readLog(api.db, no)).map((one) => one.event.type);

describe('a case whose workflow has ended', () => {
  it('when it is reopened knows every command: a late copy of an old one is not done again', async () => {
    const no = await opened('13900000800');
    await closed(no);
    await act(no, 'reopen', { reason: 'new-facts' }, 'liaison-renminlu');
    const log = (await readLog(api.db, no)).map((one) => one.event);
    const arrived = log.find((event) => event.type === 'StepRecorded' && event.data.step === 'arrive');
    const id = arrived?.id.slice(0, arrived.id.lastIndexOf('#')) ?? '';
    const copy = {
      id,
      action: 'arrive',
      actor: 'handler-renminlu',
      fields: {},
    };
    await api.client.workflow.getHandle(caseWorkflowId(no)).executeUpdate('arrive', { args: [copy], updateId: id });
    await act(no, 'resolve', { outcome: 'explained' });
    expect((await typesOf(no)).filter((type) => type === 'StepRecorded')).toHaveLength(3);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });

  it('goes on from its log and not from what somebody had read before its last event', async () => {
    const no = await opened('13900000801');
    const stale = await api.readView(no);
    await closed(no);
    const before = await typesOf(no);
    const actor = { id: 'handler-renminlu', roles: ['handler'], unit: 'outlet-renminlu', reach: true };
    const command = { id: 'late-comment', action: 'comment', actor, fields: {}, notes: [] };
    const answer = await api.gateway.act(stale, proveUpdate(api.keys, no, command), () =>
      caseFromLog(api.db, api.packs, no),
    );
    expect(answer.ok).toBe(true);
    expect(await typesOf(no)).toEqual([...before, 'CommentAdded']);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });
});
