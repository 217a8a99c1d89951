import { told } from '../../support/rules/told.ts';
import { faultsIn, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import { allowedActions } from '../../../domain/decide/can.ts';
import type { FieldValues } from '../../../domain/case/event.ts';
import { openCase, outsideWindow } from '../../../domain/decide/openCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

/** What is said to somebody who may not: code, words, and the field at fault. */
function saidTo(
  given: Given,
  minute: number,
  action: string,
  fields: FieldValues = {},
  actor = person('handler'),
): readonly unknown[] {
  const result = given.attempt(minute, action, fields, actor);
  return result.ok
    ? ['let through']
    : [result.rejection.code, say(result.rejection, 'en'), ...faultsIn(result.rejection).map((error) => error.pointer)];
}

const head = person('house-head');
const department = person('department-head');

describe('a refusal says what is wrong and what would be right', () => {
  it.each([
    ['approve', {}, head, 'approval-not-found', 'nothing waits for approval'],
    ['reject', {}, head, 'approval-not-found', 'nothing waits for approval'],
    ['answer-dispatch', {}, department, 'dispatch-not-found', 'no dispatch is open'],
    ['re-route', { department: 'x' }, department, 'dispatch-not-found', 'no dispatch is open'],
    ['refuse-dispatch', {}, department, 'dispatch-not-found', 'no dispatch is open'],
    ['rule-dispatch', { valid: true }, head, 'dispatch-not-found', 'no refused dispatch waits for a ruling'],
  ] as const)('%s needs something to act on', (action, fields, actor, ...said) => {
    expect(saidTo(new Given(), 1, action, fields, actor)).toEqual(said);
  });

  it.each<
    readonly [
      what: string,
      given: () => Given,
      action: string,
      fields: FieldValues,
      actor: ReturnType<typeof person>,
      said: readonly string[],
    ]
  >([
    [
      'an action that the pack has not',
      () => new Given(),
      'fly',
      {},
      person('handler'),
      ['action-unknown', expect.stringContaining('this pack has no action "fly"; it has: accept, assign') as string],
    ],
    [
      'the wrong stage',
      () => new Given(),
      'close',
      {},
      person('handler'),
      ['action-not-allowed', '"close" is not allowed in stage "registered"; it is in: resolved'],
    ],
    [
      'what may be done once',
      () => new Given().when(1, 'report'),
      'report',
      {},
      person('handler'),
      ['already-done', '"report" has been done already'],
    ],
    [
      'what does not apply',
      () => new Given(),
      'verdict',
      {},
      head,
      ['condition-not-met', '"verdict" does not apply to this case as it stands'],
    ],
    [
      'the wrong role',
      () => new Given(),
      'assign',
      { unit: 'u' },
      person('clerk'),
      ['actor-not-allowed', 'only these roles may do this: handler, desk-head'],
    ],
    [
      'no reach',
      () => new Given(),
      'reply',
      {},
      person('handler', 'h-9', false),
      ['actor-outside-unit', 'the case is outside the unit "desk-a"'],
    ],
    [
      'a second pause',
      () => new Given().when(1, 'pause', { reason: 'mistake' }, head),
      'pause',
      { reason: 'mistake' },
      head,
      ['already-done', 'the case is paused already'],
    ],
    ['nothing to resume', () => new Given(), 'resume', {}, head, ['already-done', 'the case is not paused']],
    [
      'nobody to assign',
      () => new Given(),
      'assign',
      {},
      person('handler'),
      ['field-missing', 'name a handler, a unit or both', '/fields'],
    ],
    [
      'nothing to edit',
      () => new Given(),
      'edit',
      {},
      person('handler'),
      ['field-missing', 'give at least one field to change', '/fields'],
    ],
    [
      'a level that is not higher',
      () => new Given(),
      'escalate',
      { to: 'desk' },
      person('handler'),
      ['level-not-higher', 'a case only goes up; choose one of: house, group', '/fields/to'],
    ],
    [
      'no level above',
      () => new Given().when(1, 'escalate', { to: 'group' }),
      'escalate',
      {},
      person('handler'),
      ['level-not-higher', 'the case is at the highest level', '/fields/to'],
    ],
    [
      'an unknown category',
      () => new Given(),
      'reclassify',
      { category: 'odd' },
      person('handler'),
      ['category-unknown', 'no such category; choose one of: plain, promised', '/fields/category'],
    ],
    [
      'the same category',
      () => new Given(),
      'reclassify',
      { category: 'plain' },
      person('handler'),
      ['already-done', 'the case is of that category already', '/fields/category'],
    ],
    [
      'a category that needs more',
      () => new Given(),
      'reclassify',
      { category: 'promised' },
      person('handler'),
      ['field-missing', 'the category needs: promisedAt; give it first', '/fields/category'],
    ],
    [
      'an unknown channel',
      () => new Given(),
      'add-channel',
      { channel: 'odd' },
      person('handler'),
      ['channel-unknown', 'no such channel; choose one of: counter, hotline, ombudsman', '/fields/channel'],
    ],
    [
      'a channel that is there',
      () => new Given(),
      'add-channel',
      { channel: 'counter' },
      person('handler'),
      ['already-done', 'the case has come by that channel already', '/fields/channel'],
    ],
    [
      'a promise in the past',
      () => new Given(),
      'promise',
      { promisedAt: T0 },
      person('handler'),
      ['instant-in-the-past', 'a promise lies in the future', '/fields/promisedAt'],
    ],
    [
      'a clock that does not run',
      () => new Given(),
      'extend',
      { clock: 'file', until: T0 + HOUR },
      head,
      ['field-invalid', 'no running clock of that name', '/fields/clock'],
    ],
    [
      'a dispatch that is open',
      () => new Given().when(1, 'dispatch', { departments: ['it'] }),
      'dispatch',
      { departments: ['it', 'law'] },
      person('handler'),
      ['already-done', 'a dispatch to it is open already', '/fields/departments'],
    ],
    [
      'one of several dispatches',
      () => new Given().when(1, 'dispatch', { departments: ['it', 'law'] }),
      'answer-dispatch',
      {},
      department,
      ['dispatch-not-found', 'name one of: d1, d2', '/fields/dispatch'],
    ],
    [
      'one of several requests',
      () =>
        new Given()
          .when(1, 'pay', { amount: 5 })
          .when(1, 'promise', { promisedAt: T0 + 2 * HOUR })
          .when(1, 'promise', { promisedAt: T0 + 3 * HOUR }),
      'approve',
      {},
      head,
      ['approval-not-found', 'name one of the waiting requests: a1, a2', '/fields/request'],
    ],
    [
      'a request that waits already',
      () => new Given().when(1, 'pay', { amount: 5 }),
      'pay',
      { amount: 6 },
      person('handler'),
      ['approval-pending', '"pay" waits for approval already'],
    ],
    [
      'one’s own request',
      () => new Given().when(1, 'pay', { amount: 5 }, person('handler', 'desk-head-1')),
      'approve',
      {},
      person('desk-head'),
      ['requester-may-not-approve', 'whoever asks does not approve'],
    ],
    [
      'a second approval of the same person',
      () => new Given().when(1, 'pay', { amount: 5 }).when(1, 'approve', {}, head),
      'approve',
      {},
      head,
      ['already-approved', 'you have approved this already; another person must'],
    ],
    [
      'a request of other roles',
      () =>
        new Given().when(1, 'promise', { promisedAt: T0 + 2 * HOUR }).when(1, 'promise', { promisedAt: T0 + 3 * HOUR }),
      'approve',
      {},
      person('desk-head'),
      ['actor-not-allowed', 'only these roles may decide this request: house-head'],
    ],
  ])('%s', (_what, given, action, fields, actor, said) => {
    expect(saidTo(given(), 5, action, fields, actor)).toEqual(said);
  });

  it('an extension that ends at or before the present due moment', () => {
    const given = new Given();
    for (const until of [T0 + 4 * HOUR, T0 + HOUR]) {
      expect(saidTo(given, 5, 'extend', { clock: 'reply', until }, head)).toEqual([
        'field-invalid',
        'an extension ends after the present due moment',
        '/fields/until',
      ]);
    }
    expect(saidTo(given, 5, 'extend', { clock: 'reply', until: T0 + 4 * HOUR + 1 }, head)).toEqual(['let through']);
  });

  it('what is said to have happened later than now', () => {
    const command = { id: 'c', action: 'reply', actor: person('handler'), fields: {} };
    const at = T0 + MINUTE;
    expect(told(act(ladderPack, new Given().state, { ...command, occurredAt: at + 1 }, at, BASE))).toEqual({
      ok: false,
      rejection: {
        code: 'instant-in-the-future',
        detail: 'it cannot have happened later than now',
        errors: [{ pointer: '/occurredAt', detail: 'it cannot have happened later than now' }],
      },
    });
    const happened = act(ladderPack, new Given().state, { ...command, occurredAt: at }, at, BASE);
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
    const given = new Given();
    expect(allowedActions(ladderPack, given.state, head).map((one) => one.id)).toEqual(['pause', 'extend']);
    given.when(1, 'pause', { reason: 'mistake' }, head);
    expect(allowedActions(ladderPack, given.state, head).map((one) => one.id)).toEqual(['resume', 'extend']);
    expect(allowedActions(ladderPack, given.state, person('clerk'))).toEqual([]);
  });
});
