import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { CALENDAR_SIGNAL } from '../../../contracts/complaintWorkflow.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { openedCase } from '../../support/cases/openedCase.ts';
import { quietLength } from '../../support/workflows/quietLength.ts';
import { replayOwn } from '../../support/workflows/replay.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let phone = 13_950_000_000;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Somebody who is not there, with everything that they would need. */
const GHOST = {
  id: 'ghost',
  roles: ['handler', 'outlet-head', 'service-liaison', 'administrator'],
  unit: 'x',
  reach: true,
};

const open = (over: Record<string, unknown> = {}): Promise<string> => openedCase(api, (phone += 1), over);
const act = (no: string, action: string, fields: Record<string, unknown> = {}, person = 'handler-renminlu') =>
  api.post(`/v1/complaints/${no}/actions/${action}`, { fields }, { 'X-Redress-Actor': person });
const handleOf = (no: string) => api.client.workflow.getHandle(caseWorkflowId(no));
const log = async (no: string) => (await readLog(api.db, no)).map((one) => one.event);
const refused = async (no: string) =>
  (await log(no)).flatMap((event) => {
    if (event.type !== 'ActionRefused') return [];
    const { phrase: _, params: __, pointer: ___, sent: ____, ...data } = event.data;
    return [{ ...data, by: event.actor.id }];
  });
const update = (no: string, action: string, actor: unknown, fields: Record<string, unknown> = {}) =>
  handleOf(no).executeUpdate(action, { args: [{ id: randomUUID(), actor, fields }] as never });
const rejection = (code: string) => ({ cause: { type: 'Rejected', details: [{ code }] } });

async function waitForRefusals(no: string, count: number): Promise<void> {
  await expect.poll(async () => (await refused(no)).length, { timeout: 20_000 }).toBe(count);
}

describe('whoever reaches Temporal', () => {
  it('cannot bring roles, unit or reach: a Signal is refused and seen, an Update refused in words', async () => {
    const no = await open({ category: 'urgent-cash' });
    await act(no, 'persuade', { accepted: false });
    const before = await quietLength(handleOf(no));
    await expect(update(no, 'pay', GHOST, { amount: '3000.00' })).rejects.toMatchObject({
      cause: { type: 'Rejected', message: expect.stringContaining('请去掉 roles、unit、reach') as string },
    });
    expect((await handleOf(no).describe()).historyLength).toBe(before);
    await handleOf(no).signal('pay', { actor: GHOST, fields: { amount: '3000.00' } });
    await handleOf(no).signal('pay', { actor: { id: 'handler-renminlu', reach: true }, fields: { amount: '3000.00' } });
    await waitForRefusals(no, 2);
    expect(await refused(no)).toEqual([
      { action: 'pay', code: 'field-invalid', named: 'ghost', by: 'unknown' },
      { action: 'pay', code: 'field-invalid', named: 'handler-renminlu', by: 'unknown' },
    ]);
    expect((await api.db.query('select 1 from reservations where no = $1', [no])).rows).toEqual([]);
    await replayOwn(api.client, no, 'actors-refused');
  });

  it('cannot be somebody whom nobody knows, nor Redress itself', async () => {
    const no = await open();
    for (const actor of ['ghost', { id: 'ghost' }])
      await expect(update(no, 'accept', actor)).rejects.toMatchObject(rejection('actor-not-allowed'));
    for (const actor of [
      'clock',
      'administrator',
      { id: 'clock' },
      'unknown',
      '',
      7,
      null,
      undefined,
      ['local'],
      'a b',
    ])
      await expect(update(no, 'accept', actor)).rejects.toMatchObject(rejection('actor-not-allowed'));
    for (const actor of ['ghost', 'clock', 'administrator', 'Zhou Lan 139', '__proto__', 'a\u0000b'])
      await handleOf(no).signal('accept', { actor });
    await waitForRefusals(no, 8);
    expect((await refused(no)).map(({ code, named, by }) => [code, named, by])).toEqual([
      ['actor-not-allowed', 'ghost', 'unknown'],
      ['actor-not-allowed', 'ghost', 'unknown'],
      ['actor-not-allowed', 'ghost', 'unknown'],
      ['actor-not-allowed', 'clock', 'unknown'],
      ['actor-not-allowed', 'administrator', 'unknown'],
      ['actor-not-allowed', undefined, 'unknown'],
      ['actor-not-allowed', '__proto__', 'unknown'],
      ['actor-not-allowed', undefined, 'unknown'],
    ]);
    expect((await api.get(`/v1/complaints/${no}`)).body.stage).toBe('registered');
    expect((await api.get(`/v1/complaints/${no}/timeline`)).status).toBe(200);
  });

  it('cannot use a role not held, nor a case out of reach: no payment that way', async () => {
    const no = await open({ category: 'urgent-cash' });
    await act(no, 'persuade', { accepted: false });
    await expect(update(no, 'pay', 'it-head', { amount: '3000.00' })).rejects.toMatchObject(
      rejection('actor-not-allowed'),
    );
    await expect(update(no, 'pay', 'handler-jiefanglu', { amount: '3000.00' })).rejects.toMatchObject(
      rejection('actor-outside-unit'),
    );
    expect((await api.db.query('select 1 from reservations where no = $1', [no])).rows).toEqual([]);
    expect((await act(no, 'pay', { amount: '3000.00' })).status).toBe(200);
    for (const person of ['ghost', 'it-head', 'handler-renminlu']) {
      await expect(update(no, 'approve', person, { request: 'a1' })).rejects.toMatchObject(
        rejection('actor-not-allowed'),
      );
      await handleOf(no).signal('approve', { actor: person, fields: { request: 'a1' } });
    }
    await handleOf(no).signal('approve', { actor: GHOST, fields: { request: 'a1' } });
    await waitForRefusals(no, 9);
    expect((await refused(no)).map(({ by }) => by)).toEqual([
      'it-head',
      'handler-jiefanglu',
      'unknown',
      'unknown',
      'it-head',
      'it-head',
      'handler-renminlu',
      'handler-renminlu',
      'unknown',
    ]);
    const types = (await log(no)).map((event) => event.type);
    expect(types.filter((type) => type === 'ApprovalGiven' || type === 'ApprovalCompleted')).toEqual([]);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
    await replayOwn(api.client, no, 'roles-not-held');
  });

  it('cannot act for whom the complaint names: Update and Signal are refused, and seen', async () => {
    const no = await open();
    await update(no, 'edit', 'liaison-renminlu', { namedPerson: 'handler-renminlu' });
    await expect(update(no, 'accept', 'handler-renminlu')).rejects.toMatchObject(rejection('recused'));
    await handleOf(no).signal('accept', { actor: 'handler-renminlu' });
    await waitForRefusals(no, 2);
    const seen = { action: 'accept', code: 'recused', by: 'handler-renminlu' };
    expect(await refused(no)).toEqual([seen, seen]);
    expect((await log(no)).some((event) => event.type === 'CaseAccepted')).toBe(false);
    await update(no, 'accept', 'liaison-renminlu');
    expect((await log(no)).at(-1)?.actor.id).toBe('liaison-renminlu');
  });

  it('cannot name what is not there, or cases that the person may not know of: refused and seen', async () => {
    const no = await open();
    const hidden = await open({ fields: { namedPerson: 'liaison-renminlu' } });
    const tries = [
      ['edit', 'namedPerson', '13987654321'],
      ['assign', 'handler', 'wang-xiaoming'],
      ['assign', 'unit', 'nowhere'],
      ['dispatch', 'departments', ['dept-it', 'nowhere']],
      ['link', 'no', '20200101-000001'],
      ['link', 'no', no],
      ['link', 'no', hidden],
    ] as const;
    for (const [action, field, value] of tries) {
      const fields = { [field]: value };
      const failure = update(no, action, 'liaison-renminlu', fields);
      await expect(failure).rejects.toMatchObject({
        cause: {
          type: 'Rejected',
          details: [{ code: 'field-invalid', params: { faults: [{ pointer: `/fields/${field}` }] } }],
        },
      });
      await expect(failure).rejects.not.toMatchObject({ cause: { message: expect.stringContaining(String(value)) } });
      await handleOf(no).signal(action, { actor: 'liaison-renminlu', fields });
    }
    await waitForRefusals(no, 2 * tries.length);
    const seen = { code: 'field-invalid', by: 'liaison-renminlu' };
    expect(await refused(no)).toEqual(
      tries.flatMap(([action]) => [
        { action, ...seen },
        { action, ...seen },
      ]),
    );
    // Who may not do it at all is told that first.
    await expect(update(no, 'edit', 'it-head', { namedPerson: 'wang-xiaoming' })).rejects.toMatchObject(
      rejection('actor-not-allowed'),
    );
    const { length } = await log(no);
    await update(no, 'assign', 'liaison-renminlu', { handler: 'handler-renminlu', unit: 'outlet-renminlu' });
    await update(no, 'link', 'handler-renminlu', { no: hidden });
    expect((await log(no)).slice(length).map((event) => event.type)).toEqual(['HandlerAssigned', 'CaseLinked']);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
    await replayOwn(api.client, no, 'named-what-is-not-there');
  });

  it('cannot have what one message names let another one through', async () => {
    const no = await open();
    const sent = (handler: string) =>
      handleOf(no).signal('assign', { id: 'same', actor: 'liaison-renminlu', fields: { handler } });
    // While no worker runs, so that both wait when people and what they name are looked up.
    await api.restartWorker(async () => {
      await sent('wang-xiaoming');
      await sent('handler-renminlu');
    });
    await waitForRefusals(no, 2);
    await update(no, 'accept', 'liaison-renminlu');
    expect((await log(no)).some((event) => event.type === 'HandlerAssigned')).toBe(false);
    expect(await refused(no)).toEqual([
      { action: 'assign', code: 'field-invalid', by: 'liaison-renminlu' },
      { action: 'assign', code: 'command-id-taken', by: 'liaison-renminlu' },
    ]);
  });

  it('has what it names looked up with who asks: that costs the history nothing', async () => {
    const no = await open();
    const other = await open();
    const cost = async (action: string, fields: Record<string, unknown>): Promise<number> => {
      const before = await quietLength(handleOf(no));
      await update(no, action, 'liaison-renminlu', fields);
      return (await quietLength(handleOf(no))) - before;
    };
    expect(await cost('link', { no: other })).toBe(await cost('edit', { staffInvolved: true }));
  });

  it('does with an id alone what that person may: the roles in the log are those that the person holds', async () => {
    const no = await open();
    await update(no, 'accept', 'handler-renminlu');
    await handleOf(no).signal('reply', { actor: { id: 'handler-renminlu' }, fields: { outcome: 'explained' } });
    await expect.poll(async () => (await log(no)).some((event) => event.type === 'StepRecorded')).toBe(true);
    const accepted = (await log(no)).find((event) => event.type === 'CaseAccepted');
    expect(accepted?.actor).toMatchObject({ id: 'handler-renminlu', unit: 'outlet-renminlu' });
    expect(accepted?.actor.roles).toContain('handler');
  });

  it('finds one command sent twice at once to be one, in the order in which all came', async () => {
    const no = await open();
    const twice = { id: 'twice', actor: 'handler-renminlu', fields: {} };
    await Promise.all([
      handleOf(no).executeUpdate('accept', { args: [twice] as never, updateId: 'u-1' }),
      handleOf(no).executeUpdate('accept', { args: [twice] as never, updateId: 'u-2' }),
      handleOf(no).signal('accept', twice),
    ]);
    await handleOf(no).executeUpdate('arrive', { args: [{ actor: 'handler-renminlu' }] as never });
    expect((await log(no)).filter((event) => event.type === 'CaseAccepted')).toHaveLength(1);
    expect(await refused(no)).toEqual([]);
    await replayOwn(api.client, no, 'sent-twice-at-once');
  });

  it('cannot have something else done by the id of a known command: refused, and seen once', async () => {
    const no = await open();
    const first = { id: 'one-id', actor: 'handler-renminlu', fields: { fee: '1.00' } };
    await handleOf(no).executeUpdate('edit', { args: [first] as never });
    const other = { ...first, fields: { fee: '2.00' } };
    await expect(handleOf(no).executeUpdate('edit', { args: [other] as never })).rejects.toMatchObject(
      rejection('command-id-taken'),
    );
    await handleOf(no).signal('edit', other);
    await handleOf(no).signal('edit', { ...first, actor: 'ghost' });
    await handleOf(no).signal('edit', first);
    await waitForRefusals(no, 2);
    expect((await refused(no)).map(({ action, code }) => [action, code])).toEqual([
      ['edit', 'command-id-taken'],
      ['edit', 'actor-not-allowed'],
    ]);
    await replayOwn(api.client, no, 'one-id-two-commands');
  });

  it('harms no case with messages of no form that only Redress sends', async () => {
    const no = await open();
    const absorb = (actor: unknown) => ({
      ask: 'x',
      pack: 'cutover-emergency',
      drill: true,
      actor,
      handover: { no: '20200101-000001', dues: [{ clock: 'reply', dueAt: 1 }], channels: [] },
    });
    for (const message of [
      null,
      7,
      {},
      { handover: null },
      absorb(GHOST),
      absorb('clock'),
      absorb('ghost'),
      absorb('it-head'),
      absorb(null),
    ])
      await handleOf(no).signal('redress:absorb', message);
    for (const message of [null, {}, { ask: 'x' }, { ask: 7, rejection: 'x' }])
      await handleOf(no).signal('redress:absorbed', message);
    const lifted = { id: 'n1', kind: 'closure', order: 'o1', days: ['2030-01-01'], approver: 'leader' };
    for (const by of ['ghost', 'handler-renminlu', 'clock', 'administrator', 7])
      await handleOf(no).signal(CALENDAR_SIGNAL, { ...lifted, by });
    await handleOf(no).signal(CALENDAR_SIGNAL, { ...lifted, by: 'local', days: ['x'] });
    expect((await act(no, 'accept')).status).toBe(200);
    const types = (await log(no)).map((event) => event.type);
    expect(types.filter((type) => ['CaseAbsorbed', 'ClockMoved', 'ClosureOrdered'].includes(type))).toEqual([]);
    expect((await verifyCase(api.db, no)).findings).toEqual([]);
  });
});

it('over HTTP a person without the role is refused and the case has no history of it', async () => {
  const no = await open();
  const before = await quietLength(handleOf(no));
  expect((await act(no, 'accept', {}, 'it-head')).status).toBe(403);
  expect((await handleOf(no).describe()).historyLength).toBe(before);
  expect(await refused(no)).toEqual([]);
});

it('over HTTP nobody is Redress itself, even where somebody has such an id', async () => {
  const { rows } = await api.db.query("select unit from people where id = 'local'");
  await api.db.query('alter table people drop constraint people_are_not_redress_itself');
  await api.db.query("insert into people (id, name, unit) values ('clock', 'x', $1)", [rows[0].unit]);
  const { status, body } = await api.get('/v1/complaints', { 'X-Redress-Actor': 'clock' });
  expect([status, body.code]).toEqual([401, 'actor-unknown']);
});
