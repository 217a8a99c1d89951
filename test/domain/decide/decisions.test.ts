import { told } from '../../support/rules/told.ts';
import { faultsIn, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import { changedBy } from '../../support/rules/afterEvent.ts';
import { barredFrom } from '../../../domain/case/access.ts';
import { allowedActions, refusalFor } from '../../../domain/decide/refusalFor.ts';
import { decide as decideAsk } from '../../../domain/decide/decide.ts';
import type { Decision, CaseEvent, FieldValues, RecordedEvent } from '../../../domain/case/event.ts';
import type { ActionCommand } from '../../../domain/case/command.ts';
import { parseAsk } from '../../../domain/case/parseAsk.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { withConsequences } from '../../../domain/decide/withConsequences.ts';
import { pendingRequest } from '../../../domain/decide/decideApproval.ts';
import type { ActionDef, EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

function decide(pack: EnginePack, state: CaseState, command: ActionCommand, moment: number): Decision {
  const ask = parseAsk(pack, command);
  return ask.ok ? decideAsk(pack, state, ask.value, command.actor, moment) : ask;
}

const house = person('house-head');
const desk = person('desk-head');
const watch = person('watch');
const department = person('department-head');
const opened = (): Given => new Given({ pack: ledgerPack });
const at = T0 + 5 * MINUTE;

/** What an action decides by itself, before anything follows from it. */
function decided(
  given: Given,
  action: string,
  fields: FieldValues = {},
  actor = person('handler'),
  pack: EnginePack = given.pack,
): unknown {
  const result = decide(pack, given.state, { id: 'c', action, actor, fields }, at);
  return result.ok
    ? result.value
    : [result.rejection.code, say(result.rejection, 'en'), ...faultsIn(result.rejection).map((error) => error.pointer)];
}

function events(given: Given, type: CaseEvent['type']): readonly RecordedEvent['data'][] {
  return given.events.filter((event) => event.type === type).map((event) => event.data);
}

describe('what an action makes happen', () => {
  const ended = { closedAt: at };
  const resolved = { stage: 'resolved', resolvedAt: at, firstResolvedAt: at, resolvedLevel: 'desk' } as const;
  const wentUp = (level: string): Partial<CaseState> => ({
    level,
    levels: [...opened().state.levels, { level, seq: opened().state.seq + 1, since: at }],
    moves: 1,
  });
  const step = { count: 1, firstAt: at, lastAt: at, fields: {} };
  const deeds: readonly (readonly [
    action: string,
    fields: FieldValues,
    type: CaseEvent['type'],
    data: object,
    changes: Partial<CaseState>,
  ])[] = [
    ['accept', {}, 'CaseAccepted', { handler: 'handler-1' }, { stage: 'accepted', handler: 'handler-1' }],
    [
      'refuse',
      { reason: 'mistake' },
      'CaseRefused',
      { reason: 'mistake' },
      { stage: 'refused', endReason: 'mistake', ...ended },
    ],
    ['assign', { handler: 'kim' }, 'HandlerAssigned', { handler: 'kim' }, { handler: 'kim' }],
    ['assign', { unit: 'desk-b' }, 'HandlerAssigned', { unit: 'desk-b' }, { unit: 'desk-b', moves: 1 }],
    ['assign', { unit: 'desk-a' }, 'HandlerAssigned', { unit: 'desk-a' }, {}],
    ['escalate', {}, 'LevelChanged', { from: 'desk', to: 'house' }, wentUp('house')],
    ['escalate', { to: 'group' }, 'LevelChanged', { from: 'desk', to: 'group' }, wentUp('group')],
    [
      'resolve',
      { outcome: 'explained', firstContact: true },
      'CaseResolved',
      { outcome: 'explained', firstContact: true },
      { ...resolved, outcome: 'explained', firstContact: true },
    ],
    ['resolve', { firstContact: false }, 'CaseResolved', {}, resolved],
    ['close', {}, 'CaseClosed', {}, { stage: 'closed', firstClosedAt: at, ...ended }],
    [
      'withdraw',
      { reason: 'mistake' },
      'CaseWithdrawn',
      { by: 'complainant', reason: 'mistake' },
      { stage: 'withdrawn', outcome: 'mistake', endReason: 'mistake', ...ended },
    ],
    [
      'merge',
      { into: 'c2', reason: 'duplicate' },
      'CaseMerged',
      { into: 'c2', reason: 'duplicate' },
      { stage: 'merged', mergedInto: 'c2', ...ended },
    ],
    [
      'reclassify',
      { category: 'knotty', reason: 'mistake' },
      'CategoryChanged',
      { from: 'plain', to: 'knotty', reason: 'mistake' },
      { category: 'knotty' },
    ],
    [
      'add-channel',
      { channel: 'hotline' },
      'ChannelAdded',
      { channel: 'hotline' },
      { channels: ['counter', 'hotline'] },
    ],
    [
      'link',
      { no: 'c0' },
      'CaseLinked',
      { no: 'c0', kind: 'related' },
      { links: [{ no: 'c0', kind: 'related', at, actor: 'somebody' }] },
    ],
    [
      'promise',
      { promisedAt: at + 1 },
      'PromiseMade',
      { promisedAt: at + 1, deferral: false },
      { promisedAt: at + 1, firstPromisedAt: at + 1, fields: { ...opened().state.fields, promisedAt: at + 1 } },
    ],
    [
      'edit',
      { visit: true },
      'FieldsEdited',
      { fields: { visit: true } },
      { fields: { ...opened().state.fields, visit: true } },
    ],
    [
      'freeze',
      { until: at },
      'ClassFrozen',
      { class: 'pending', until: at },
      { frozen: { class: 'pending', until: at } },
    ],
    [
      'reply',
      { note: 'n' },
      'StepRecorded',
      { step: 'reply', fields: { note: 'n' } },
      { steps: { reply: { ...step, fields: { note: 'n' } } } },
    ],
    [
      'lose',
      {},
      'StepRecorded',
      { step: 'lose', fields: {}, flag: 'lost' },
      { steps: { lose: step }, flags: ['lost'] },
    ],
    [
      'dispatch',
      { departments: ['it'] },
      'DepartmentDispatched',
      { dispatch: 'd1', department: 'it' },
      { dispatches: [{ id: 'd1', department: 'it', status: 'open', dispatchedAt: at, rerouted: 0 }], moves: 1 },
    ],
  ];
  it.each(deeds)('%s %j', (action, fields, type, data, changes) => {
    const event = { type, data } as CaseEvent;
    expect(decided(opened(), action, fields)).toStrictEqual([event]);
    expect(changedBy(event, opened().state, at)).toStrictEqual(changes);
  });

  it('a reason that nobody gave is an empty one, and of a merge is left out', () => {
    const words = (action: string, fields: FieldValues = {}): unknown => decided(opened(), action, fields);
    expect([words('refuse'), words('reopen'), words('withdraw', { by: 'administrator' })]).toMatchObject([
      [{ data: { reason: '' } }],
      [{ data: { cycle: 2, reason: '' } }],
      [{ data: { by: 'administrator', reason: '' } }],
    ]);
    expect([words('reclassify', { category: 'knotty' }), words('reopen', { reason: 'mistake' })]).toMatchObject([
      [{ data: { reason: '' } }],
      [{ data: { reason: 'mistake' } }],
    ]);
    expect(words('merge', { into: 'c2' })).toStrictEqual([{ type: 'CaseMerged', data: { into: 'c2' } }]);
  });

  it('a comment points at its sealed prose', () => {
    const command = { id: 'c', action: 'comment', actor: house, fields: {} };
    expect(decide(ledgerPack, opened().state, { ...command, notes: ['n1', 'n2'] }, at)).toMatchObject({
      value: [{ data: { note: 'n1' } }],
    });
    expect(decide(ledgerPack, opened().state, { ...command, notes: [] }, at)).toMatchObject({
      value: [{ data: { note: '' } }],
    });
    expect(decide(ledgerPack, opened().state, command, at)).toMatchObject({ value: [{ data: { note: '' } }] });
  });

  it('whoever has the case keeps it when somebody accepts it', () => {
    expect(decided(opened().when(1, 'assign', { handler: 'kim' }), 'accept')).toStrictEqual([
      { type: 'CaseAccepted', data: { handler: 'kim' } },
    ]);
  });

  it('a second promise is marked as a deferral', () => {
    expect(
      decided(opened().when(1, 'promise', { promisedAt: at + HOUR }), 'promise', { promisedAt: at + 1 }),
    ).toMatchObject([{ data: { deferral: true } }]);
  });

  it.each<readonly [what: string, given: () => Given, action: string, fields: FieldValues, said: readonly string[]]>([
    ['no moment', opened, 'promise', {}, ['field-missing', 'give the promised moment', '/fields/promisedAt']],
    [
      'a period that is not over',
      opened,
      'freeze',
      { until: at + 1 },
      ['field-invalid', 'a period is closed once it is over', '/fields/until'],
    ],
    ['no period', opened, 'freeze', {}, ['field-invalid', 'a period is closed once it is over', '/fields/until']],
    [
      'a period before the case',
      opened,
      'freeze',
      { until: T0 - 1 },
      ['condition-not-met', 'the case is not of that period', '/fields/until'],
    ],
    [
      'a period that is closed',
      () => opened().when(5, 'freeze', { until: at }, watch),
      'freeze',
      { until: at },
      ['already-done', 'the class is frozen already'],
    ],
    [
      'a period before one that is closed',
      () => opened().when(5, 'freeze', { until: at }, watch),
      'freeze',
      { until: T0 },
      ['already-done', 'the class is frozen already'],
    ],
    [
      'somebody whom it names',
      () => new Given({ pack: ledgerPack, fields: { named: 'kim' } }),
      'assign',
      { handler: 'kim' },
      ['recused', 'whoever is named in the complaint cannot handle it', '/fields/handler'],
    ],
    [
      'no department',
      opened,
      'dispatch',
      { departments: [] },
      ['field-missing', 'name at least one department', '/fields/departments'],
    ],
    [
      'departments that are no list',
      opened,
      'dispatch',
      { departments: 'it' },
      ['field-missing', 'name at least one department', '/fields/departments'],
    ],
    [
      'nowhere to re-route to',
      opened,
      're-route',
      {},
      ['field-missing', 'name the department that it should go to', '/fields/department'],
    ],
    [
      'no dispatch at all',
      opened,
      'answer-dispatch',
      {},
      ['dispatch-not-found', 'there is no such dispatch', '/fields/dispatch'],
    ],
    [
      'another request',
      () => opened().when(1, 'refuse', { reason: 'mistake' }),
      'approve',
      { request: 'a9' },
      ['approval-not-found', 'name one of the waiting requests: a1', '/fields/request'],
    ],
    ['a verb that nobody knows', opened, 'dance', {}, ['action-unknown', 'no such action: dance']],
  ])('refuses %s', (_what, given, action, fields, said) => {
    expect(decided(given(), action, fields)).toStrictEqual(said);
  });

  it('a later period may be closed after an earlier one', () => {
    expect(decided(opened().when(5, 'freeze', { until: T0 }, watch), 'freeze', { until: at })).toStrictEqual([
      { type: 'ClassFrozen', data: { class: 'pending', until: at } },
    ]);
  });

  it('a class that changed after the period is frozen as it was, and the change is an adjustment', () => {
    const changed = opened().when(3, 'add-channel', { channel: 'ombudsman' });
    const change = T0 + 3 * MINUTE;
    expect(decided(changed, 'freeze', { until: change })).toStrictEqual([
      { type: 'ClassFrozen', data: { class: 'formal', until: change } },
    ]);
    expect(decided(changed, 'freeze', { until: change - 1 })).toStrictEqual([
      { type: 'ClassFrozen', data: { class: 'pending', until: change - 1 } },
      { type: 'ClassAdjusted', data: { from: 'pending', to: 'formal', frozen: 'pending', rule: 'C1' } },
    ]);
  });

  it('a category may need what only some cases have', () => {
    const pack = {
      ...ledgerPack,
      categories: { ...ledgerPack.categories, knotty: { title: 'Knotty', require: ['visit', 'before', 'lost'] } },
    };
    expect(decided(new Given({ pack }), 'reclassify', { category: 'knotty' })).toStrictEqual([
      'field-missing',
      'the category needs: before, lost; give it first',
      '/fields/category',
    ]);
    expect(
      decided(new Given({ pack, fields: { before: 1, lost: 1 } }), 'reclassify', { category: 'knotty' }),
    ).toMatchObject([{ type: 'CategoryChanged' }]);
  });
});

describe('dispatches', () => {
  const two = (): Given => opened().when(1, 'dispatch', { departments: ['it', 'law'] });

  it('go to each department once, numbered on over the whole case', () => {
    expect(decided(two(), 'dispatch', { departments: ['post', 'tax', 'post'] })).toStrictEqual([
      { type: 'DepartmentDispatched', data: { dispatch: 'd3', department: 'post' } },
      { type: 'DepartmentDispatched', data: { dispatch: 'd4', department: 'tax' } },
    ]);
    expect(decided(two(), 'dispatch', { departments: ['post', 'law', 'it'] })).toStrictEqual([
      'already-done',
      'a dispatch to law, it is open already',
      '/fields/departments',
    ]);
  });

  it('may be sent again to a department that has answered', () => {
    expect(
      decided(two().when(2, 'answer-dispatch', { dispatch: 'd1' }, department), 'dispatch', { departments: ['it'] }),
    ).toMatchObject([{ data: { dispatch: 'd3' } }]);
  });

  it('are answered in substance unless the department says otherwise', () => {
    expect(decided(two(), 'answer-dispatch', { dispatch: 'd1' })).toStrictEqual([
      { type: 'DispatchAnswered', data: { dispatch: 'd1', substantive: true } },
    ]);
    expect(decided(two(), 'answer-dispatch', { dispatch: 'd2', substantive: false })).toStrictEqual([
      { type: 'DispatchAnswered', data: { dispatch: 'd2', substantive: false } },
    ]);
  });

  it('need no name when only one is meant, and an answered one is meant no more', () => {
    const one = two().when(2, 'answer-dispatch', { dispatch: 'd1' }, department);
    expect(decided(one, 're-route', { department: 'post' })).toStrictEqual([
      { type: 'DispatchRerouted', data: { dispatch: 'd2', from: 'law', department: 'post', reason: '' } },
    ]);
    expect(decided(one, 'refuse-dispatch', { dispatch: 'd1' })).toStrictEqual([
      'dispatch-not-found',
      'name one of: d2',
      '/fields/dispatch',
    ]);
    expect(decided(one, 'refuse-dispatch')).toStrictEqual([
      { type: 'DispatchRefused', data: { dispatch: 'd2', reason: '' } },
    ]);
  });

  it('that are refused are ruled upon: valid only when it is said so', () => {
    const refused = two().when(2, 'refuse-dispatch', { dispatch: 'd2', reason: 'mistake' }, department);
    expect(decided(refused, 'rule-dispatch', { valid: true })).toStrictEqual([
      { type: 'DispatchRefusalRuled', data: { dispatch: 'd2', valid: true } },
    ]);
    expect(decided(refused, 'rule-dispatch')).toStrictEqual([
      { type: 'DispatchRefusalRuled', data: { dispatch: 'd2', valid: false } },
    ]);
    expect(decided(refused, 'rule-dispatch', { dispatch: 'd1' })).toStrictEqual([
      'dispatch-not-found',
      'name one of: d2',
      '/fields/dispatch',
    ]);
    expect(
      decided(refused.when(3, 'rule-dispatch', { valid: true }, house), 'rule-dispatch', { valid: false }),
    ).toStrictEqual(['dispatch-not-found', 'there is no such dispatch', '/fields/dispatch']);
  });

  it('open, refused and ruled upon decide which actions are offered', () => {
    const offered = (given: Given, actor = department): readonly string[] =>
      allowedActions(given.pack, given.state, actor)
        .map((one) => one.id)
        .filter((id) => id.includes('dispatch') || id === 're-route');
    const one = opened();
    expect(offered(one)).toStrictEqual([]);
    one.when(1, 'dispatch', { departments: ['it'] });
    expect([offered(one), offered(one, house)]).toStrictEqual([['answer-dispatch', 're-route', 'refuse-dispatch'], []]);
    one.when(2, 'refuse-dispatch', {}, department);
    expect([offered(one), offered(one, house)]).toStrictEqual([[], ['rule-dispatch']]);
    expect(offered(one.when(3, 'rule-dispatch', { valid: false }, house), house)).toStrictEqual([]);
  });
});

describe('requests for approval', () => {
  const asked = (): Given => opened().when(1, 'refuse', { reason: 'mistake' });

  it('say who asks for what, how many must agree, and what of the ledger they hold', () => {
    expect(events(asked(), 'ApprovalRequested')).toStrictEqual([
      {
        request: 'a1',
        approval: 'second',
        action: 'refuse',
        fields: { reason: 'mistake' },
        requester: person('handler'),
        needed: 1,
      },
    ]);
    expect(events(asked().when(2, 'pay', { amount: 7 }), 'ApprovalRequested').at(-1)).toStrictEqual({
      request: 'a2',
      approval: 'payment',
      action: 'pay',
      fields: { amount: 7 },
      requester: person('handler'),
      needed: 2,
      amount: 7,
      reservation: 'c2',
    });
  });

  it('of a pack that forgot to say need one', () => {
    const { second: _second, ...approvals } = ledgerPack.approvals;
    const given = new Given({ pack: { ...ledgerPack, approvals } }).when(1, 'refuse', { reason: 'mistake' });
    expect(given.state.approvals[0]?.needed).toBe(1);
  });

  it('are the only one, or the one that is named, while they wait', () => {
    const two = asked().when(2, 'pay', { amount: 7 });
    expect([
      pendingRequest(two.state, undefined),
      pendingRequest(two.state, 'a2')?.action,
      pendingRequest(two.state, 'a3'),
    ]).toStrictEqual([undefined, 'pay', undefined]);
    two.when(3, 'reject', { request: 'a2', reason: 'mistake' }, desk);
    expect([pendingRequest(two.state, undefined)?.action, pendingRequest(two.state, 'a2')]).toStrictEqual([
      'refuse',
      undefined,
    ]);
  });

  it('are turned down with a reason, and what they held is freed', () => {
    const given = opened().when(1, 'pay', { amount: 7 });
    expect(decided(given, 'reject', { reason: 'mistake' }, desk)).toStrictEqual([
      { type: 'ApprovalRejected', data: { request: 'a1', reason: 'mistake', reservation: 'c1' } },
    ]);
    expect(decided(asked(), 'reject', {}, desk)).toStrictEqual([
      { type: 'ApprovalRejected', data: { request: 'a1', reason: '' } },
    ]);
  });

  it('are decided by a holder of their roles alone, also when they are turned down', () => {
    const given = asked();
    const approvals = {
      ...ledgerPack.approvals,
      second: { title: 'Second', approvers: 1, roles: ['watch', 'house-head'] },
    };
    const pack = { ...ledgerPack, approvals };
    const said = (action: string, actor = desk): string => {
      const result = act(
        pack,
        given.state,
        { id: 'c', action, actor, fields: action === 'reject' ? { reason: 'mistake' } : {} },
        at,
        BASE,
      );
      return result.ok ? 'let through' : `${result.rejection.code}: ${say(result.rejection, 'en')}`;
    };
    const refused = 'actor-not-allowed: only these roles may decide this request: watch, house-head';
    expect([said('approve'), said('reject'), said('approve', house), said('reject', house)]).toStrictEqual([
      refused,
      refused,
      'let through',
      'let through',
    ]);
  });

  it('are decided again on the case as it is: whoever asked may no longer', () => {
    const given = asked().when(2, 'edit', { named: 'handler-1' }, person('handler', 'handler-2'));
    given.when(3, 'approve', {}, house);
    expect([events(given, 'ActionRefused'), given.state.stage]).toStrictEqual([
      [{ action: 'refuse', code: 'recused', phrase: 'named-person-barred' }],
      'registered',
    ]);
  });

  it('are decided again on the case as it is: the clock no longer runs', () => {
    const extendable = { by: { kind: 'elapsed', ms: HOUR }, times: 1, gate: 'second' } as const;
    const pack = {
      ...ledgerPack,
      clocks: ledgerPack.clocks.map((def) => (def.id === 'reply' ? { ...def, extendable } : def)),
    };
    const given = new Given({ pack })
      .when(1, 'extend', { clock: 'reply' }, house)
      .when(2, 'reply')
      .when(3, 'approve', {}, desk);
    expect(events(given, 'ActionRefused')).toStrictEqual([
      { action: 'extend', code: 'field-invalid', phrase: 'no-running-clock', pointer: '/fields/clock' },
    ]);
  });

  it('hold up nothing that needs nobody: another clock is extended while one waits', () => {
    const extendable = { by: { kind: 'elapsed', ms: HOUR }, times: 1 } as const;
    const pack = {
      ...ledgerPack,
      clocks: ledgerPack.clocks.map((def) => (def.id === 'reply' ? { ...def, extendable } : def)),
    };
    const given = new Given({ pack })
      .when(1, 'extend', { clock: 'law' }, house)
      .when(2, 'extend', { clock: 'reply' }, house);
    expect(given.clock('reply').moves).toHaveLength(1);
  });

  it('of a step without a cap leave no trace of the ledger in it', () => {
    const pack = {
      ...ledgerPack,
      actions: { ...ledgerPack.actions, reply: { ...(ledgerPack.actions['reply'] as ActionDef), gate: 'second' } },
    };
    const given = new Given({ pack }).when(1, 'reply').when(2, 'approve', {}, desk);
    expect(events(given, 'StepRecorded')).toStrictEqual([{ step: 'reply', fields: {}, request: 'a1' }]);
  });

  it('of two that wait do what the last approval was for, and leave the other waiting', () => {
    const given = opened().when(1, 'pay', { amount: 7 }).when(2, 'extend', { clock: 'law' }, house);
    given.when(3, 'approve', { request: 'a2' }, desk);
    expect([given.clock('law').moves?.length, events(given, 'StepRecorded')]).toStrictEqual([1, []]);
    given.when(4, 'approve', { request: 'a1' }, desk).when(5, 'approve', { request: 'a1' }, house);
    expect(events(given, 'StepRecorded')).toStrictEqual([
      { step: 'pay', fields: { amount: 7 }, request: 'a1', reservation: 'c1' },
    ]);
  });

  it('of what gains no time leave nothing in it', () => {
    const given = asked().when(2, 'approve', {}, desk);
    expect(events(given, 'CaseRefused')).toStrictEqual([{ reason: 'mistake' }]);
  });

  it('leave who agreed with the time that was gained', () => {
    const approvals = {
      ...ledgerPack.approvals,
      second: { title: 'Second', approvers: 2, roles: ['desk-head', 'house-head'] },
    };
    const given = new Given({ pack: { ...ledgerPack, approvals } });
    given.when(1, 'pause', { kind: 'hearing', reason: 'court' }, person('house-head', 'asker'));
    given.when(2, 'approve', {}, desk).when(3, 'approve', {}, house);
    expect(given.state.paused).toMatchObject({ kind: 'hearing', approvedBy: ['desk-head-1', 'house-head-1'] });
  });
});

describe('a promise that is put off', () => {
  const promised = (pack: EnginePack): Given => new Given({ pack }).when(1, 'promise', { promisedAt: T0 + 6 * HOUR });

  it('needs an approval; the same moment again does not', () => {
    promised(ledgerPack).thenRefused(2, 'promise', 'deferral-needs-approval', { promisedAt: T0 + 6 * HOUR + 1 });
    expect(promised(ledgerPack).attempt(2, 'promise', { promisedAt: T0 + 6 * HOUR }).ok).toBe(true);
    const result = promised(ledgerPack).attempt(2, 'promise', { promisedAt: T0 + 7 * HOUR });
    expect(told(result)).toMatchObject({
      rejection: {
        detail: 'a later promise needs an approval',
        errors: [{ pointer: '/fields/promisedAt' }],
      },
    });
  });

  it('waits where the pack has a gate for it', () => {
    const gated = {
      ...ledgerPack,
      actions: { ...ledgerPack.actions, promise: ladderPack.actions['promise'] as ActionDef },
    };
    const given = promised(gated).when(2, 'promise', { promisedAt: T0 + 7 * HOUR });
    expect(given.state.approvals).toMatchObject([{ action: 'promise', approval: 'deferral' }]);
  });
});

describe('an action', () => {
  it('leaves nothing open when it ends the case: what waits falls and a pause is over, what was decided stays', () => {
    const given = opened()
      .when(1, 'pay', { amount: 7 })
      .when(2, 'reject', { reason: 'mistake' }, desk)
      .when(3, 'extend', { clock: 'law' }, house)
      .when(4, 'pause', { kind: 'outside', reason: 'court' }, house);
    const before = given.events.length;
    given.when(5, 'withdraw', { reason: 'mistake' });
    const left = given.events
      .slice(before)
      .filter(({ type }) => type === 'ApprovalRejected' || type === 'ClocksResumed');
    expect(left.map(({ data }) => data)).toStrictEqual([{ request: 'a2', reason: 'case-ended' }, { kind: 'outside' }]);
  });

  it('is of a case, which begins with an event', () => {
    const cause = { id: 'c', at, actor: house };
    expect(() => withConsequences(ledgerPack, undefined, [], cause)).toThrow('a case begins with an event');
  });

  it('is recorded with what was said of it: when it happened, and its sealed prose', () => {
    const command = { id: 'c', action: 'reply', actor: person('handler'), fields: {}, occurredAt: T0, notes: ['n1'] };
    const result = act(ledgerPack, opened().state, command, at, BASE);
    expect(
      result.ok && result.value.events.map((event) => [event.type, event.id, event.occurredAt, event.notes]),
    ).toStrictEqual([
      ['StepRecorded', 'c#1', T0, ['n1']],
      ['ClockStopped', 'c#2', undefined, undefined],
    ]);
    const bare = act(ledgerPack, opened().state, { ...command, notes: [] }, at, BASE);
    expect(bare.ok && bare.value.events[0]).not.toHaveProperty('notes');
  });

  it('comes after everything that lapsed before it, and before what lapses with it', () => {
    const late = opened().attempt(61, 'reply');
    expect(late.ok && late.value.events.map((event) => event.type).slice(0, 5)).toStrictEqual([
      'ClockMissed',
      'RungFired',
      'LevelChanged',
      'ClockStopped',
      'StepRecorded',
    ]);
    const together = opened().attempt(60, 'reply');
    expect(together.ok && together.value.events[0]?.type).toBe('StepRecorded');
  });
});

describe('who may act on a case', () => {
  it('a role that stands for the case’s own handler lets that person act, whatever it is called', () => {
    const worker = { title: 'Worker', follows: 'handler' } as const;
    const pack = {
      ...ledgerPack,
      roles: { ...ledgerPack.roles, worker },
      actions: {
        ...ledgerPack.actions,
        reply: { ...(ledgerPack.actions['reply'] as ActionDef), by: ['worker', 'watch'] },
      },
    };
    const given = new Given({ pack }).when(1, 'assign', { handler: 'kim' });
    const kim = { id: 'kim', roles: [], unit: 'elsewhere', reach: false };
    expect([
      refusalFor(pack, given.state, 'reply', kim),
      refusalFor(pack, given.state, 'reply', { ...kim, id: 'lee' })?.code,
    ]).toStrictEqual([undefined, 'actor-not-allowed']);
    expect(refusalFor(pack, given.state, 'reply', watch)).toBeUndefined();
    const roles = Object.fromEntries(Object.entries(ledgerPack.roles).filter(([id]) => id !== 'handler'));
    expect(refusalFor({ ...pack, roles, actions: ledgerPack.actions }, given.state, 'reply', kim)).toBeUndefined();
  });

  it('a confidential case keeps out all but holders of one of its roles, and says no more', () => {
    const access = { roles: ['watch', 'house-head'], recused: ['kim'] };
    expect(barredFrom(access, house)).toBeUndefined();
    expect(told(barredFrom(access, desk))).toStrictEqual({
      code: 'access-restricted',
      detail: 'only certain roles may see this case',
    });
    expect(told(barredFrom(access, { ...watch, id: 'kim' }))).toStrictEqual({
      code: 'recused',
      detail: 'whoever is named in a complaint neither sees nor handles it',
    });
    expect([barredFrom({ recused: ['kim'] }, desk), barredFrom(undefined, desk)]).toStrictEqual([undefined, undefined]);
  });

  it('a period is closed for a confidential case too, by somebody who may not see it', () => {
    const pack = {
      ...ledgerPack,
      actions: { ...ledgerPack.actions, freeze: { ...(ledgerPack.actions['freeze'] as ActionDef), by: ['desk-head'] } },
    };
    const given = new Given({ pack, category: 'crime' });
    expect([
      refusalFor(pack, given.state, 'reply', desk)?.code,
      refusalFor(pack, given.state, 'freeze', desk),
    ]).toStrictEqual(['access-restricted', undefined]);
  });
});

describe('secrecy follows the facts', () => {
  const access = [
    { when: { category: 'crime' }, roles: ['watch'], rule: 'A1' },
    { when: { category: 'knotty' }, roles: ['watch'], rule: 'A2' },
    { when: { category: 'promised' }, roles: ['house-head', 'watch'] },
  ];
  const categories = { ...ledgerPack.categories, promised: { title: 'Promised' } };
  const everybody = { id: 'all', roles: ['watch', 'handler', 'house-head'], unit: 'desk-a', reach: true };
  const set = (given: Given): unknown => events(given, 'AccessSet').at(-1);
  const to = (given: Given, category: string): Given =>
    given.when(5, 'reclassify', { category, reason: 'mistake' }, everybody);

  it('each change of the roles or of the rule is recorded, and no other', () => {
    const given = new Given({ pack: { ...ledgerPack, access, categories }, category: 'crime' });
    expect(set(given)).toStrictEqual({ roles: ['watch'], rule: 'A1' });
    expect(set(to(given, 'knotty'))).toStrictEqual({ roles: ['watch'], rule: 'A2' });
    expect(set(to(given, 'promised'))).toStrictEqual({ roles: ['house-head', 'watch'] });
    expect(set(to(given, 'plain'))).toStrictEqual({});
    const before = events(given, 'AccessSet').length;
    given.when(6, 'comment', {}, everybody).when(7, 'edit', { visit: true }, everybody);
    expect(events(given, 'AccessSet')).toHaveLength(before);
  });

  it('a pack may have confidential cases and no field that names people', () => {
    const { named: _named, ...fields } = ledgerPack.fields;
    expect(set(new Given({ pack: { ...ledgerPack, fields }, category: 'crime' }))).toStrictEqual({
      roles: ['watch'],
      rule: 'A1',
    });
  });

  it('people are kept away also where the pack has no confidential cases', () => {
    const { access: _access, ...open } = ledgerPack;
    expect(new Given({ pack: open, fields: { named: 'kim' } }).state.access).toStrictEqual({ recused: ['kim'] });
    const given = new Given({ pack: open, fields: { named: 'kim' } })
      .when(1, 'edit', { named: 'kim' })
      .when(2, 'edit', { named: 'lee' });
    expect(events(given, 'AccessSet')).toStrictEqual([{ recused: ['kim'] }, { recused: ['kim', 'lee'] }]);
  });
});
