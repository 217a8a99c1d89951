import { describe, expect, it } from 'vitest';
import { given, HOUR, person, T0 } from '../../support/rules/specification.ts';

const head = (id: string): ReturnType<typeof person> => person('desk-head', id);

describe('acceptance by registration', () => {
  it('starts the clocks at registration; taking charge later moves none of them', () => {
    const life = given();
    expect(life.state.acceptedAt).toBe(T0);
    const due = life.clock('reply').dueAt;
    life.when(30, 'accept');
    expect(life.clock('reply').dueAt).toBe(due);
    expect(life.state).toMatchObject({ stage: 'accepted', handler: 'handler-1', acceptedAt: T0 });
  });
});

describe('who may do what, when', () => {
  it('gives a verdict on formal cases only', () => {
    given().thenRefused(1, 'verdict', 'condition-not-met', {}, person('house-head'));
    expect(
      given({ channel: 'ombudsman' }).when(1, 'verdict', {}, person('house-head')).state.steps['verdict']?.count,
    ).toBe(1);
  });
});

describe('a capped payment', () => {
  it('waits for two different persons, none of them the requester', () => {
    given()
      .when(1, 'pay', { amount: 500_000 })
      .thenEvents('ApprovalRequested')
      .thenRefused(2, 'approve', 'requester-may-not-approve', {}, { ...head('handler-1'), roles: ['desk-head'] })
      .when(3, 'approve', {}, head('a'))
      .thenEvents('ApprovalGiven')
      .thenRefused(4, 'approve', 'already-approved', {}, head('a'))
      .when(5, 'approve', {}, head('b'))
      .thenEvents('ApprovalGiven', 'ApprovalCompleted', {
        type: 'StepRecorded',
        data: { fields: { amount: 500_000 } },
      });
  });

  it('is never above the cap of the tier, counting what was paid before', () => {
    given().thenRefused(1, 'pay', 'above-cap', { amount: 500_001 });
    given({ fields: { tier: 'gold', before: 500_000 } }).thenRefused(1, 'pay', 'cap-exhausted', {
      amount: 600_000,
    });
    expect(given({ fields: { tier: 'gold' } }).attempt(1, 'pay', { amount: 1_000_000 }).ok).toBe(true);
  });

  it('is decided again when the last approval arrives: what no longer fits is recorded as refused', () => {
    const refused = { action: 'pay', code: 'action-not-allowed', reservation: 'c1' };
    given()
      .when(1, 'pay', { amount: 100 })
      .when(2, 'approve', {}, head('a'))
      .when(3, 'resolve', { outcome: 'satisfied' })
      .when(4, 'approve', {}, head('b'))
      .thenEvents('ApprovalGiven', 'ApprovalCompleted', { type: 'ActionRefused', data: refused });
  });

  it('waits once: a second request stands back until the first is decided', () => {
    given()
      .when(1, 'pay', { amount: 100 })
      .thenRefused(2, 'pay', 'approval-pending', { amount: 100 })
      .when(3, 'reject', { reason: 'mistake' }, head('a'))
      .when(4, 'pay', { amount: 100 })
      .thenEvents('ApprovalRequested');
  });

  it('falls with the case', () => {
    given()
      .when(1, 'pay', { amount: 100 })
      .when(2, 'withdraw', { reason: 'mistake' })
      .thenEvents('CaseWithdrawn', 'ClockCancelled', 'ClockCancelled', {
        type: 'ApprovalRejected',
        data: { reservation: 'c1', reason: 'case-ended' },
      });
  });
});

describe('a promise', () => {
  const promisedAt = T0 + 6 * HOUR;
  it('is a clock of its own, and its deferral needs the house', () => {
    const life = given({ category: 'promised', fields: { promisedAt } });
    expect(life.clock('promise').dueAt).toBe(promisedAt);
    life.when(10, 'promise', { promisedAt: promisedAt + HOUR });
    expect(life.clock('promise').status).toBe('running');
    life.when(20, 'approve', {}, person('house-head'));
    expect(life.clock('promise').status).toBe('cancelled');
    expect(life.clock('promise', 2)).toMatchObject({ status: 'running', dueAt: promisedAt + HOUR });
  });

  it('may be given first without approval', () => {
    expect(given().when(1, 'promise', { promisedAt }).clock('promise').dueAt).toBe(promisedAt);
  });
});

describe('a dispatch', () => {
  it('has its own clock that a re-route neither resets nor lengthens', () => {
    const life = given().when(10, 'dispatch', { departments: ['x', 'y'] });
    const due = life.clock('share', 2).dueAt;
    life.when(20, 're-route', { dispatch: 'd2', department: 'z', reason: 'mistake' }, person('department-head'));
    expect(life.state.dispatches[1]).toMatchObject({ department: 'z', rerouted: 1 });
    expect(life.clock('share', 2).dueAt).toBe(due);
    life.when(30, 'answer-dispatch', { dispatch: 'd2' }, person('department-head'));
    expect(life.clock('share', 2).status).toBe('met');
    expect(life.clock('share', 1).status).toBe('running');
  });
});

describe('a withdrawal', () => {
  it('cancels what is still owed and keeps what was missed', () => {
    const life = given({ fields: { promisedAt: T0 + 9 * HOUR } })
      .whenTimeIs(250)
      .when(260, 'withdraw', { reason: 'mistake' });
    expect(life.clock('reply').status).toBe('late');
    expect(life.clock('promise').status).toBe('cancelled');
    expect(life.state.class).toBe('formal');
  });
});

describe('the class table', () => {
  it('first match wins: external before the place of resolution', () => {
    expect(given({ channel: 'ombudsman' }).state.class).toBe('formal');
    expect(given({ repeatOf: 'x' }).state.class).toBe('formal');
    expect(given().when(1, 'resolve', { outcome: 'satisfied' }).state.class).toBe('not-counted');
    expect(given().when(1, 'escalate').when(2, 'resolve', { outcome: 'satisfied' }).state.class).toBe('enquiry');
  });

  it('turns a case formal when an outside channel is added, and records why', () => {
    given()
      .when(1, 'add-channel', { channel: 'ombudsman' })
      .thenEvents('ChannelAdded', { type: 'ClassChanged', data: { from: 'pending', to: 'formal', rule: 'C1' } });
  });
});
