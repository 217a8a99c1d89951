import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { Trigger } from '../../../domain/pack/clockDef.ts';
import { matchFor, triggersOf } from '../../../domain/clocks/triggers.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given } from '../../support/rules/specification.ts';
import { factsIn } from '../../support/rules/facts.ts';

const opened = (): Given => new Given({ pack: ledgerPack });

describe('what an event sets off', () => {
  const share = { dispatch: 'd1' };
  it.each<readonly [type: CaseEvent['type'], data: object, ...on: readonly unknown[]]>([
    ['CaseRefused', {}, { on: 'refused' }],
    ['HandlerAssigned', {}, { on: 'assigned' }],
    ['DepartmentDispatched', share, { on: 'dispatched', ...share }],
    ['DispatchAnswered', share, { on: 'dispatch-answered', ...share }],
    ['DispatchRerouted', share, { on: 'dispatch-rerouted', ...share }],
    ['DispatchRefused', share, { on: 'dispatch-refused', ...share }],
    ['DispatchRefusalRuled', share],
    ['LevelChanged', { to: 'house' }, { on: 'escalated' }, { on: 'level-entered', level: 'house' }],
    ['PromiseMade', {}, { on: 'promised' }],
    ['CaseResolved', {}, { on: 'resolved' }],
    ['CaseClosed', {}, { on: 'closed' }],
    ['CaseReopened', {}, { on: 'reopened' }],
    ['CaseWithdrawn', {}, { on: 'withdrawn' }],
    ['CaseMerged', {}, { on: 'merged' }],
    ['ChannelAdded', {}, { on: 'channel-added' }],
    ['CaseLinked', {}, { on: 'linked' }],
    ['CategoryChanged', {}, { on: 'reclassified' }],
    ['ApprovalRequested', {}, { on: 'approval-requested' }],
    ['StepRecorded', { step: 'reply' }, { on: 'step', step: 'reply' }],
    ['CommentAdded', {}],
  ])('%s %j', (type, data, ...on) => {
    expect(triggersOf({ type, data } as CaseEvent, opened().state)).toStrictEqual(on);
  });

  it('a registration, as far as it goes', () => {
    const data = {
      object: 'complaint',
      channel: 'counter',
      unit: 'u',
      category: 'plain',
      level: 'desk',
      fields: {},
      anonymous: false,
      accepted: false,
    };
    const base = [{ on: 'registered' }, { on: 'level-entered', level: 'desk' }];
    expect(triggersOf({ type: 'CaseRegistered', data }, undefined)).toStrictEqual(base);
    expect(
      triggersOf({ type: 'CaseRegistered', data: { ...data, accepted: true, repeatOf: 'c0' } }, undefined),
    ).toStrictEqual([...base, { on: 'accepted' }, { on: 'linked' }]);
  });

  it('acceptance once', () => {
    const { acceptedAt: _accepted, ...waiting } = opened().state;
    const event: CaseEvent = { type: 'CaseAccepted', data: {} };
    expect([triggersOf(event, waiting), triggersOf(event, opened().state), triggersOf(event, undefined)]).toStrictEqual(
      [[{ on: 'accepted' }], [], [{ on: 'accepted' }]],
    );
  });

  it('and a trigger is set off by its name, its level, its step and its condition together', () => {
    const firings = [
      { on: 'level-entered', level: 'desk' },
      { on: 'step', step: 'reply' },
    ] as const;
    const off = (trigger: Trigger): boolean => matchFor(trigger, firings, factsIn({ grave: true })) !== undefined;
    expect([
      off({ on: 'level-entered' }),
      off({ on: 'level-entered', level: 'desk' }),
      off({ on: 'level-entered', level: 'house' }),
    ]).toStrictEqual([true, true, false]);
    expect([
      off({ on: 'step', step: 'reply' }),
      off({ on: 'step', step: 'lose' }),
      off({ on: 'closed' }),
    ]).toStrictEqual([true, false, false]);
    expect([off({ on: 'step', when: { grave: true } }), off({ on: 'step', when: { grave: false } })]).toStrictEqual([
      true,
      false,
    ]);
  });
});
