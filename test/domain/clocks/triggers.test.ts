import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { Trigger } from '../../../domain/pack/clockDef.ts';
import { firingFor, firingsOf } from '../../../domain/clocks/triggers.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given } from '../../support/rules/specification.ts';
import { factsIn } from '../../support/rules/facts.ts';

const opened = (): Given => new Given({ pack: ledgerPack });

describe('what an event sets off', () => {
  it.each<readonly [event: CaseEvent, firings: readonly unknown[]]>([
    [{ type: 'CaseRefused', data: { reason: '' } }, [{ on: 'refused' }]],
    [{ type: 'HandlerAssigned', data: {} }, [{ on: 'assigned' }]],
    [
      { type: 'DepartmentDispatched', data: { dispatch: 'd1', department: 'it' } },
      [{ on: 'dispatched', dispatch: 'd1' }],
    ],
    [
      { type: 'DispatchAnswered', data: { dispatch: 'd1', substantive: true } },
      [{ on: 'dispatch-answered', dispatch: 'd1' }],
    ],
    [
      { type: 'DispatchRerouted', data: { dispatch: 'd1', from: 'it', department: 'law', reason: '' } },
      [{ on: 'dispatch-rerouted', dispatch: 'd1' }],
    ],
    [{ type: 'DispatchRefused', data: { dispatch: 'd1', reason: '' } }, [{ on: 'dispatch-refused', dispatch: 'd1' }]],
    [{ type: 'DispatchRefusalRuled', data: { dispatch: 'd1', valid: true } }, []],
    [
      { type: 'LevelChanged', data: { from: 'desk', to: 'house' } },
      [{ on: 'escalated' }, { on: 'level-entered', level: 'house' }],
    ],
    [{ type: 'PromiseMade', data: { promisedAt: 1, deferral: false } }, [{ on: 'promised' }]],
    [{ type: 'CaseResolved', data: {} }, [{ on: 'resolved' }]],
    [{ type: 'CaseClosed', data: {} }, [{ on: 'closed' }]],
    [{ type: 'CaseReopened', data: { cycle: 2, reason: '' } }, [{ on: 'reopened' }]],
    [{ type: 'CaseWithdrawn', data: { by: 'complainant', reason: '' } }, [{ on: 'withdrawn' }]],
    [{ type: 'CaseMerged', data: { into: 'c2' } }, [{ on: 'merged' }]],
    [{ type: 'ChannelAdded', data: { channel: 'x' } }, [{ on: 'channel-added' }]],
    [{ type: 'CaseLinked', data: { no: 'c0', kind: 'related' } }, [{ on: 'linked' }]],
    [{ type: 'CategoryChanged', data: { from: 'a', to: 'b', reason: '' } }, [{ on: 'reclassified' }]],
    [{ type: 'StepRecorded', data: { step: 'reply', fields: {} } }, [{ on: 'step', step: 'reply' }]],
    [{ type: 'CommentAdded', data: { note: 'n' } }, []],
  ])('%j', (event, firings) => {
    expect(firingsOf(event, opened().state)).toStrictEqual(firings);
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
    expect(firingsOf({ type: 'CaseRegistered', data }, undefined)).toStrictEqual(base);
    expect(
      firingsOf({ type: 'CaseRegistered', data: { ...data, accepted: true, repeatOf: 'c0' } }, undefined),
    ).toStrictEqual([...base, { on: 'accepted' }, { on: 'linked' }]);
  });

  it('acceptance once', () => {
    const { acceptedAt: _accepted, ...waiting } = opened().state;
    const event: CaseEvent = { type: 'CaseAccepted', data: {} };
    expect([firingsOf(event, waiting), firingsOf(event, opened().state), firingsOf(event, undefined)]).toStrictEqual([
      [{ on: 'accepted' }],
      [],
      [{ on: 'accepted' }],
    ]);
  });

  it('a request for approval', () => {
    const { events } = opened().when(1, 'refuse', { reason: 'mistake' });
    expect(
      events.flatMap((event) => (event.type === 'ApprovalRequested' ? firingsOf(event, undefined) : [])),
    ).toStrictEqual([{ on: 'approval-requested' }]);
  });

  it('and a trigger is set off by its name, its level, its step and its condition together', () => {
    const firings = [
      { on: 'level-entered', level: 'desk' },
      { on: 'step', step: 'reply' },
    ] as const;
    const off = (trigger: Trigger): boolean => firingFor(trigger, firings, factsIn({ grave: true })) !== undefined;
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
