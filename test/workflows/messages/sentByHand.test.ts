import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import type { CaseEvent } from '../../../domain/case/event.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { temporalCli } from '../../support/servers/temporalCli.ts';
import { replay } from '../../support/workflows/replay.ts';

let api: TestApi;
let phone = 13_960_000_000;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const open = (): Promise<string> => openedCase(api, (phone += 1), { fields: { siteVisit: true } });
const handleOf = (no: string) => api.client.workflow.getHandle(caseWorkflowId(no));
const actor = 'handler-renminlu';
const send = (no: string, kind: readonly string[], name: string, message: unknown): Promise<string> => {
  const input = JSON.stringify(message);
  return temporalCli('workflow', ...kind, '--workflow-id', caseWorkflowId(no), '--name', name, '--input', input);
};
const update = (no: string, name: string, message: unknown): Promise<string> =>
  send(no, ['update', 'execute'], name, message);
const signal = (no: string, name: string, message: unknown): Promise<string> => send(no, ['signal'], name, message);
const log = async (no: string): Promise<readonly CaseEvent[]> => (await readLog(api.db, no)).map((one) => one.event);
const dataOf = async (no: string, type: CaseEvent['type']): Promise<readonly unknown[]> =>
  (await log(no)).filter((event) => event.type === type).map((event) => event.data);
const recorded = (no: string, type: CaseEvent['type'], count: number): Promise<unknown> =>
  expect.poll(async () => (await dataOf(no, type)).length, { timeout: 20_000 }).toBe(count);

describe('an Update of the temporal command', () => {
  it('without an id is a request of its own each time, with money and moments as a Signal has them', async () => {
    const no = await open();
    await update(no, 'edit', { actor, fields: { fee: '3.00' } });
    await update(no, 'edit', { actor: { id: actor }, fields: { fee: '4.50' }, occurredAt: new Date().toISOString() });
    expect(await dataOf(no, 'FieldsEdited')).toEqual([{ fields: { fee: 300 } }, { fields: { fee: 450 } }]);
    await replay(await handleOf(no).fetchHistory(), no);
  });

  it.each([
    ['text for fields', { actor, fields: 'explained' }, '应为对象'],
    ['a number for an id', { id: 123, actor }, '应为非空文字'],
    ['nobody', {}, '请填写办理人的标识'],
    ['no object', 'accept', 'actor'],
    ['no moment', { actor, occurredAt: 'yesterday' }, 'ISO 8601'],
    ['no amount', { actor, fields: { fee: 'twelve' } }, '应为'],
  ])('that has %s is refused in words', async (_what, message, words) => {
    const no = await open();
    const said = await update(no, 'edit', message).then(
      () => 'taken',
      (error: unknown) => String((error as { readonly stderr?: string }).stderr),
    );
    expect(said).toContain(words);
    expect(said).not.toMatch(/TypeError|undefined/);
  });
});

describe('a Signal of the temporal command', () => {
  it('has an id of its own for each action; something else under the same is refused and seen', async () => {
    const no = await open();
    await signal(no, 'accept', { id: 'crm-1', actor });
    await signal(no, 'arrive', { id: 'crm-1', actor });
    await signal(no, 'reply', { id: 'crm-1', actor, fields: { outcome: 'explained' } });
    await signal(no, 'arrive', { id: 'crm-1', actor });
    await signal(no, 'reply', { id: 'crm-1', actor, fields: { outcome: 'no-cash' } });
    await recorded(no, 'ActionRefused', 1);
    expect(await dataOf(no, 'ActionRefused')).toMatchObject([
      { action: 'reply', code: 'command-id-taken', pointer: '/id', sent: 'crm-1' },
    ]);
    expect(await dataOf(no, 'StepRecorded')).toMatchObject([{ step: 'arrive' }, { step: 'reply' }]);
    await replay(await handleOf(no).fetchHistory(), no);
  });

  it('of a misspelt name is refused with the names that there are', async () => {
    const no = await open();
    await signal(no, 'repyl', { id: 'crm-2', actor, fields: { outcome: 'explained' } });
    await recorded(no, 'ActionRefused', 1);
    expect(await dataOf(no, 'ActionRefused')).toMatchObject([
      {
        action: 'repyl',
        code: 'action-unknown',
        sent: 'crm-2',
        params: { action: 'repyl', actions: expect.arrayContaining(['reply', 'accept']) as string[] },
      },
    ]);
    await replay(await handleOf(no).fetchHistory(), no);
  });

  it('that cannot be read is refused with the field, and changes nothing of what was said before', async () => {
    const no = await open();
    await signal(no, 'accept', { actor });
    await signal(no, 'arrive', { actor });
    await signal(no, 'reply', { id: 'good', actor, fields: { outcome: 'explained' } });
    await signal(no, 'reply', { id: 'bad', actor, fields: 'explained' });
    await signal(no, 'edit', { id: 123, actor, fields: { fee: '3.00' } });
    await signal(no, 'edit', { id: 123, actor, fields: { fee: '3.00' } });
    await signal(no, 'edit', { id: 'ghostly', actor: 'ghost', fields: { fee: '3.00' } });
    await recorded(no, 'ActionRefused', 4);
    expect(await dataOf(no, 'ActionRefused')).toMatchObject([
      { action: 'reply', code: 'field-invalid', pointer: '/fields', sent: 'bad' },
      { action: 'edit', code: 'field-invalid', pointer: '/id', sent: '123' },
      { action: 'edit', code: 'field-invalid', pointer: '/id', sent: '123' },
      { action: 'edit', code: 'actor-not-allowed', pointer: '/actor', sent: 'ghostly', named: 'ghost' },
    ]);
    expect((await api.readView(no)).state.steps['reply']).toMatchObject({ count: 1, fields: { outcome: 'explained' } });
  });
});
