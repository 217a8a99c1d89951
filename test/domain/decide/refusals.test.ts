import { told } from '../../support/rules/told.ts';
import { faultsIn, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import type { Actor, FieldValues } from '../../../domain/case/event.ts';
import { act, refusedToAll } from '../../../domain/decide/act.ts';
import { allowedActions, refusalAt } from '../../../domain/decide/refusalFor.ts';
import { openCase, outsideWindow } from '../../../domain/decide/openCase.ts';
import type { ActionDef, EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, given, type Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { department, desk, handler, house } from '../../support/rules/openedCase.ts';

/** What is said to somebody who may not: code, words, and the field at fault. */
function saidTo(
  life: Given,
  minute: number,
  action: string,
  fields: FieldValues = {},
  actor = handler,
): readonly unknown[] {
  const result = life.attempt(minute, action, fields, actor);
  return result.ok
    ? ['let through']
    : [result.rejection.code, say(result.rejection, 'en'), ...faultsIn(result.rejection).map((error) => error.pointer)];
}
const paying = (by = handler): Given => given().when(1, 'pay', { amount: 5 }, by);
const deferred = (life: Given): Given =>
  life.when(1, 'promise', { promisedAt: T0 + 2 * HOUR }).when(1, 'promise', { promisedAt: T0 + 3 * HOUR });

describe('a refusal says what is wrong and what would be right', () => {
  it.each([
    ['approve', {}, house, 'approval-not-found', 'nothing waits for approval'],
    ['reject', {}, house, 'approval-not-found', 'nothing waits for approval'],
    ['answer-dispatch', {}, department, 'dispatch-not-found', 'no dispatch is open'],
    ['re-route', { department: 'x' }, department, 'dispatch-not-found', 'no dispatch is open'],
    ['refuse-dispatch', {}, department, 'dispatch-not-found', 'no dispatch is open'],
    ['rule-dispatch', { valid: true }, house, 'dispatch-not-found', 'no refused dispatch waits for a ruling'],
  ] as const)('%s needs something to act on', (action, fields, actor, ...said) => {
    expect(saidTo(given(), 1, action, fields, actor)).toEqual(said);
  });

  const refused: readonly (readonly [
    what: string,
    action: string,
    fields: FieldValues,
    said: readonly unknown[],
    actor?: Actor,
    life?: Given,
  ])[] = [
    [
      'an action that the pack has not',
      'fly',
      {},
      ['action-unknown', expect.stringContaining('this pack has no action "fly"; it has: accept, assign')],
    ],
    [
      'the wrong stage',
      'close',
      {},
      ['action-not-allowed', '"close" is not allowed in stage "registered"; it is in: resolved'],
    ],
    [
      'what may be done once',
      'report',
      {},
      ['already-done', '"report" has been done already'],
      handler,
      given().when(1, 'report'),
    ],
    [
      'what does not apply',
      'verdict',
      {},
      ['condition-not-met', '"verdict" does not apply to this case as it stands'],
      house,
    ],
    [
      'the wrong role',
      'assign',
      { unit: 'u' },
      ['actor-not-allowed', 'only these roles may do this: handler, desk-head'],
      person('clerk'),
    ],
    [
      'no reach',
      'reply',
      {},
      ['actor-outside-unit', 'the case is outside the unit "desk-a"'],
      person('handler', 'h-9', false),
    ],
    [
      'a second pause',
      'pause',
      { reason: 'mistake' },
      ['already-done', 'the case is paused already'],
      house,
      given().when(1, 'pause', { reason: 'mistake' }, house),
    ],
    ['nothing to resume', 'resume', {}, ['already-done', 'the case is not paused'], house],
    ['nobody to assign', 'assign', {}, ['field-missing', 'name a handler, a unit or both', '/fields']],
    ['nothing to edit', 'edit', {}, ['field-missing', 'give at least one field to change', '/fields']],
    [
      'a level that is not higher',
      'escalate',
      { to: 'desk' },
      ['level-not-higher', 'a case only goes up; choose one of: house, group', '/fields/to'],
    ],
    [
      'no level above',
      'escalate',
      {},
      ['level-not-higher', 'the case is at the highest level', '/fields/to'],
      handler,
      given().when(1, 'escalate', { to: 'group' }),
    ],
    [
      'an unknown category',
      'reclassify',
      { category: 'odd' },
      ['category-unknown', 'no such category; choose one of: plain, promised', '/fields/category'],
    ],
    [
      'the same category',
      'reclassify',
      { category: 'plain' },
      ['already-done', 'the case is of that category already', '/fields/category'],
    ],
    [
      'a category that needs more',
      'reclassify',
      { category: 'promised' },
      ['field-missing', 'the category needs: promisedAt; give it first', '/fields/category'],
    ],
    [
      'an unknown channel',
      'add-channel',
      { channel: 'odd' },
      ['channel-unknown', 'no such channel; choose one of: counter, hotline, ombudsman', '/fields/channel'],
    ],
    [
      'a channel that is there',
      'add-channel',
      { channel: 'counter' },
      ['already-done', 'the case has come by that channel already', '/fields/channel'],
    ],
    [
      'a promise of this very moment',
      'promise',
      { promisedAt: T0 + 5 * MINUTE },
      ['instant-in-the-past', 'a promise lies in the future', '/fields/promisedAt'],
    ],
    [
      'a clock that does not run',
      'extend',
      { clock: 'file', until: T0 + HOUR },
      ['field-invalid', 'no running clock of that name', '/fields/clock'],
      house,
    ],
    [
      'a dispatch that is open',
      'dispatch',
      { departments: ['it', 'law'] },
      ['already-done', 'a dispatch to it is open already', '/fields/departments'],
      handler,
      given().when(1, 'dispatch', { departments: ['it'] }),
    ],
    [
      'one of several dispatches',
      'answer-dispatch',
      {},
      ['dispatch-not-found', 'name one of: d1, d2', '/fields/dispatch'],
      department,
      given().when(1, 'dispatch', { departments: ['it', 'law'] }),
    ],
    [
      'one of several requests',
      'approve',
      {},
      ['approval-not-found', 'name one of the waiting requests: a1, a2', '/fields/request'],
      house,
      deferred(paying()),
    ],
    [
      'a request that waits already',
      'pay',
      { amount: 6 },
      ['approval-pending', '"pay" waits for approval already'],
      handler,
      paying(),
    ],
    [
      'one’s own request',
      'approve',
      {},
      ['requester-may-not-approve', 'whoever asks does not approve'],
      desk,
      paying(person('handler', 'desk-head-1')),
    ],
    [
      'a second approval of the same person',
      'approve',
      {},
      ['already-approved', 'you have approved this already; another person must'],
      house,
      paying().when(1, 'approve', {}, house),
    ],
    [
      'a request of other roles',
      'approve',
      {},
      ['actor-not-allowed', 'only these roles may decide this request: house-head'],
      desk,
      deferred(given()),
    ],
  ];
  it.each(
    refused.map(([what, action, fields, said, actor = handler, life = given()]) => ({
      what,
      action,
      fields,
      said,
      actor,
      life,
    })),
  )('$what', ({ action, fields, said, actor, life }) => {
    expect(saidTo(life, 5, action, fields, actor)).toEqual(said);
  });

  it('an extension that ends at or before the present due moment', () => {
    const life = given();
    for (const until of [T0 + 4 * HOUR, T0 + HOUR]) {
      expect(saidTo(life, 5, 'extend', { clock: 'reply', until }, house)).toEqual([
        'field-invalid',
        'an extension ends after the present due moment',
        '/fields/until',
      ]);
    }
    expect(saidTo(life, 5, 'extend', { clock: 'reply', until: T0 + 4 * HOUR + 1 }, house)).toEqual(['let through']);
  });

  it('what is said to have happened later than now', () => {
    const command = { id: 'c', action: 'reply', actor: handler, fields: {} };
    const at = T0 + MINUTE;
    expect(told(act(ladderPack, given().state, { ...command, occurredAt: at + 1 }, at, BASE))).toEqual({
      ok: false,
      rejection: {
        code: 'instant-in-the-future',
        detail: 'it cannot have happened later than now',
        errors: [{ pointer: '/occurredAt', detail: 'it cannot have happened later than now' }],
      },
    });
    const happened = act(ladderPack, given().state, { ...command, occurredAt: at }, at, BASE);
    expect(happened.ok && happened.value.events.find((event) => event.type === 'StepRecorded')?.occurredAt).toBe(at);
  });
});

describe('an intake is refused', () => {
  const intake = {
    object: 'complaint',
    channel: 'counter',
    unit: 'u',
    category: 'plain',
    fields: {},
    anonymous: false,
    actor: person('clerk'),
  };
  it.each([
    [{ channel: 'odd' }, 'channel-unknown', 'no such channel; choose one of: counter, hotline, ombudsman', '/channel'],
    [{ category: 'odd' }, 'category-unknown', 'no such category; choose one of: plain, promised', '/category'],
    [{ object: 'odd' }, 'object-unknown', 'no such kind of case; choose one of: complaint, suggestion', '/object'],
    [{ category: 'promised' }, 'field-missing', 'category "promised" needs promisedAt', '/fields/promisedAt'],
    [{ fields: { promisedAt: T0 } }, 'instant-in-the-past', 'a promise lies in the future', '/fields/promisedAt'],
  ])('for %j', (over, code, detail, pointer) => {
    expect(told(openCase(ladderPack, { ...intake, ...over }, T0))).toEqual({
      ok: false,
      rejection: { code, detail, errors: [{ pointer, detail }] },
    });
  });

  it('outside the window of its pack, whose first and last day count', () => {
    const pack = { ...ladderPack, window: { from: '2026-11-23', to: '2026-11-24' } };
    const day = (text: string): unknown => {
      const result = outsideWindow(pack, Date.parse(text));
      return result === undefined ? 'in' : told(result);
    };
    expect([day('2026-11-23T00:00:00+08:00'), day('2026-11-24T23:59:59+08:00')]).toEqual(['in', 'in']);
    const detail = 'the pack "ladder" takes cases from 2026-11-23 to 2026-11-24';
    for (const text of ['2026-11-22T23:59:59+08:00', '2026-11-25T00:00:00+08:00'])
      expect(day(text)).toEqual({ code: 'outside-window', detail, errors: [{ pointer: '/pack', detail }] });
  });
});

describe('what somebody may do now', () => {
  it('is what their role, the stage and the case let through, in the pack’s order', () => {
    const life = given();
    expect(allowedActions(ladderPack, life.state, house).map((one) => one.id)).toEqual(['pause', 'extend']);
    life.when(1, 'pause', { reason: 'mistake' }, house);
    expect(allowedActions(ladderPack, life.state, house).map((one) => one.id)).toEqual(['resume', 'extend']);
    expect(allowedActions(ladderPack, life.state, person('clerk'))).toEqual([]);
  });

  it('goes by what has lapsed before the moment, and not by what falls on it', () => {
    const { state } = given().when(0, 'accept');
    const at = (ms: number): string | undefined =>
      refusalAt(ladderPack, state, { action: 'verdict', actor: house }, T0 + ms, BASE)?.code;
    // The reply is due after four hours; once it is missed the case is formal, and only then is there a verdict.
    expect([at(4 * HOUR), at(4 * HOUR + 1)]).toEqual(['condition-not-met', undefined]);
  });

  it('is a step that is done once only until it is done, any other again', () => {
    const life = given().when(1, 'reply').when(2, 'reply').when(3, 'report');
    life.thenRefused(4, 'report', 'already-done');
  });

  it('is no approval where all that was asked is decided', () => {
    const life = given().when(0, 'accept').when(1, 'pay', { amount: 5 }).when(2, 'reject', { reason: 'mistake' }, desk);
    life.thenRefused(3, 'approve', 'approval-not-found', {}, desk);
  });

  it('is no approval in the lists either where all that was asked is decided', () => {
    const life = given().when(0, 'accept').when(1, 'pay', { amount: 5 });
    const offered = (): readonly string[] => allowedActions(ladderPack, life.state, desk).map(({ id }) => id);
    expect(offered()).toContain('approve');
    life.when(2, 'reject', { reason: 'mistake' }, desk);
    expect(offered()).not.toContain('approve');
  });

  it('is not for whoever handles the case what the pack keeps from them, though their role may', () => {
    const reply = { ...(ladderPack.actions['reply'] as ActionDef), by: ['desk-head'], notBy: 'handler' as const };
    const pack: EnginePack = { ...ladderPack, actions: { ...ladderPack.actions, reply } };
    const life = given({ pack }).when(0, 'assign', { handler: desk.id });
    expect(saidTo(life, 1, 'reply', {}, desk)).toStrictEqual([
      'actor-not-allowed',
      'somebody other than the handler of the case must do this',
    ]);
    life.when(2, 'reply', {}, { ...desk, id: 'another' });
  });

  it('is for whoever handles the case what handlers may, without the role or any reach, and nothing else', () => {
    const life = given().when(0, 'assign', { handler: 'temp-1' }).when(1, 'accept');
    const temp: Actor = { id: 'temp-1', roles: [], unit: 'far-away', reach: false };
    life.when(2, 'comment', {}, temp).thenRefused(3, 'pause', 'actor-not-allowed', { reason: 'mistake' }, temp);
  });
});

describe('what anybody at all would be refused', () => {
  const code = (life: Given, action: string, fields: FieldValues = {}, pack = ladderPack): string | undefined =>
    refusedToAll(pack, life.state, { id: 'x', action, fields }, T0 + 5 * MINUTE, BASE)?.code;

  it('is what the case or the fields do not allow, not what depends on who asks', () => {
    const life = given().when(0, 'accept');
    expect([
      code(life, 'dance'),
      code(life, 'close'),
      code(life, 'resolve', { outcome: 'lost' }),
      code(life, 'resolve', { outcome: 'satisfied' }),
      code(life, 'pause', { reason: 'mistake' }),
    ]).toEqual(['action-unknown', 'action-not-allowed', 'field-invalid', undefined, undefined]);
  });

  it('is not to turn down what those may who decide the request and hold another role for it', () => {
    const reject = { ...(ladderPack.actions['reject'] as ActionDef), by: ['clerk'] };
    const pack: EnginePack = { ...ladderPack, actions: { ...ladderPack.actions, reject } };
    const waiting = given({ pack }).when(0, 'accept').when(1, 'pay', { amount: 5 });
    expect(code(waiting, 'reject', { reason: 'mistake' }, pack)).toBeUndefined();
  });

  it('is not to approve what others may, nor anything of a case that only some may see', () => {
    const waiting = given().when(0, 'accept').when(1, 'pay', { amount: 5 });
    expect([code(waiting, 'approve'), code(given(), 'approve')]).toEqual([undefined, 'approval-not-found']);
    const closed: EnginePack = { ...ladderPack, access: [{ roles: ['guardian'] }] };
    expect(code(given({ pack: closed }), 'accept', {}, closed)).toBeUndefined();
  });

  it('is what has not happened yet', () => {
    const { state } = given();
    const asked = { id: 'x', action: 'accept', fields: {}, occurredAt: T0 + HOUR };
    expect(refusedToAll(ladderPack, state, asked, T0, BASE)?.pointer).toBe('/occurredAt');
  });
});
