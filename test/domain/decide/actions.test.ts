import { faultsIn } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { Given, HOUR, person, T0 } from '../../support/rules/specification.ts';

const head = (id: string): ReturnType<typeof person> => person('desk-head', id);

describe('acceptance by registration', () => {
  it('starts the clocks at registration; taking charge later moves none of them', () => {
    const given = new Given();
    expect(given.state.acceptedAt).toBe(T0);
    const due = given.clock('reply').dueAt;
    given.when(30, 'accept');
    expect(given.clock('reply').dueAt).toBe(due);
    expect(given.state).toMatchObject({ stage: 'accepted', handler: 'handler-1', acceptedAt: T0 });
  });
});

describe('who may do what, when', () => {
  it('refuses somebody of the wrong role, somebody of another unit, and an action out of its stage', () => {
    new Given()
      .thenRefused(1, 'accept', 'actor-not-allowed', {}, person('clerk'))
      .thenRefused(1, 'accept', 'actor-outside-unit', {}, person('handler', 'h', false))
      .thenRefused(1, 'close', 'action-not-allowed')
      .thenRefused(1, 'dance', 'action-unknown');
  });

  it('lets the named handler act also from another unit', () => {
    const given = new Given().when(1, 'assign', { handler: 'guest' });
    expect(given.attempt(2, 'reply', {}, { id: 'guest', roles: [], unit: 'desk-b', reach: false }).ok).toBe(true);
  });

  it('refuses fields that are unknown, missing or of the wrong kind, and names each', () => {
    const result = new Given().attempt(1, 'resolve', { outcome: 'lovely', colour: 'red' });
    expect(result.ok ? [] : faultsIn(result.rejection).map((one) => one.pointer)).toEqual([
      '/fields/colour',
      '/fields/outcome',
    ]);
    new Given().thenRefused(1, 'resolve', 'field-missing');
  });

  it('does once what may be done once', () => {
    new Given().when(1, 'report').thenRefused(2, 'report', 'already-done');
  });

  it('gives a verdict on formal cases only', () => {
    new Given().thenRefused(1, 'verdict', 'condition-not-met', {}, person('house-head'));
    expect(
      new Given({ channel: 'ombudsman' }).when(1, 'verdict', {}, person('house-head')).state.steps['verdict']?.count,
    ).toBe(1);
  });
});

describe('a capped payment', () => {
  it('waits for two different persons, none of them the requester', () => {
    const given = new Given().when(1, 'pay', { amount: 500_000 });
    expect(given.state.steps['pay']).toBeUndefined();
    given.thenRefused(2, 'approve', 'requester-may-not-approve', {}, { ...head('handler-1'), roles: ['desk-head'] });
    given.when(3, 'approve', {}, head('a')).thenRefused(4, 'approve', 'already-approved', {}, head('a'));
    given.when(5, 'approve', {}, head('b'));
    expect(given.state.steps['pay']).toMatchObject({ count: 1, fields: { amount: 500_000 } });
    expect(given.state.approvals[0]).toMatchObject({ status: 'completed', givenBy: ['a', 'b'] });
  });

  it('is never above the cap of the tier, counting what was paid before', () => {
    new Given().thenRefused(1, 'pay', 'above-cap', { amount: 500_001 });
    new Given({ fields: { tier: 'gold', before: 500_000 } }).thenRefused(1, 'pay', 'cap-exhausted', {
      amount: 600_000,
    });
    expect(new Given({ fields: { tier: 'gold' } }).attempt(1, 'pay', { amount: 1_000_000 }).ok).toBe(true);
  });

  it('is decided again when the last approval arrives: what no longer fits is recorded as refused', () => {
    const given = new Given()
      .when(1, 'pay', { amount: 100 })
      .when(2, 'approve', {}, head('a'))
      .when(3, 'resolve', { outcome: 'satisfied' });
    given.when(4, 'approve', {}, head('b'));
    expect(given.state.steps['pay']).toBeUndefined();
    expect(given.events.at(-1)).toMatchObject({
      type: 'ActionRefused',
      data: { action: 'pay', code: 'action-not-allowed', reservation: 'c1' },
    });
  });

  it('waits once: a second request stands back until the first is decided', () => {
    const given = new Given()
      .when(1, 'pay', { amount: 100 })
      .thenRefused(2, 'pay', 'approval-pending', { amount: 100 });
    given.when(3, 'reject', { reason: 'mistake' }, head('a'));
    expect(given.attempt(4, 'pay', { amount: 100 }).ok).toBe(true);
  });

  it('falls with the case', () => {
    const given = new Given().when(1, 'pay', { amount: 100 }).when(2, 'withdraw', { reason: 'mistake' });
    expect(given.events.find((event) => event.type === 'ApprovalRejected')).toMatchObject({
      data: { reservation: 'c1', reason: 'case-ended' },
    });
  });
});

describe('a promise', () => {
  const promisedAt = T0 + 6 * HOUR;
  it('is a clock of its own, and its deferral needs the house', () => {
    const given = new Given({ category: 'promised', fields: { promisedAt } });
    expect(given.clock('promise').dueAt).toBe(promisedAt);
    given.when(10, 'promise', { promisedAt: promisedAt + HOUR });
    expect(given.clock('promise').status).toBe('running');
    given.when(20, 'approve', {}, person('house-head'));
    expect(given.clock('promise').status).toBe('cancelled');
    expect(given.clock('promise', 2)).toMatchObject({ status: 'running', dueAt: promisedAt + HOUR });
  });

  it('lies in the future', () => {
    new Given().thenRefused(60, 'promise', 'instant-in-the-past', { promisedAt: T0 + HOUR });
  });

  it('may be given first without approval', () => {
    expect(new Given().when(1, 'promise', { promisedAt }).clock('promise').dueAt).toBe(promisedAt);
  });
});

describe('a dispatch', () => {
  it('has its own clock that a re-route neither resets nor lengthens', () => {
    const given = new Given().when(10, 'dispatch', { departments: ['x', 'y'] });
    const due = given.clock('share', 2).dueAt;
    given.when(20, 're-route', { dispatch: 'd2', department: 'z', reason: 'mistake' }, person('department-head'));
    expect(given.state.dispatches[1]).toMatchObject({ department: 'z', rerouted: 1 });
    expect(given.clock('share', 2).dueAt).toBe(due);
    given.when(30, 'answer-dispatch', { dispatch: 'd2' }, person('department-head'));
    expect(given.clock('share', 2).status).toBe('met');
    expect(given.clock('share', 1).status).toBe('running');
  });

  it('may be refused with a reason, and the refusal is ruled upon once', () => {
    const given = new Given()
      .when(10, 'dispatch', { departments: ['x'] })
      .when(11, 'refuse-dispatch', { reason: 'mistake' }, person('department-head'));
    given
      .when(12, 'rule-dispatch', { valid: false }, person('house-head'))
      .thenRefused(13, 'rule-dispatch', 'dispatch-not-found', { valid: true }, person('house-head'));
    expect(given.state.dispatches[0]?.refusal).toEqual({ reason: 'mistake', valid: false });
  });

  it('asks which one when several are open', () => {
    new Given()
      .when(10, 'dispatch', { departments: ['x', 'y'] })
      .thenRefused(11, 'answer-dispatch', 'dispatch-not-found', {}, person('department-head'));
    new Given()
      .when(10, 'dispatch', { departments: ['x'] })
      .thenRefused(11, 'dispatch', 'already-done', { departments: ['x'] });
  });
});

describe('pause, extension, reopening', () => {
  const house = person('house-head');
  it('a pause moves the due moment by the time it lasted, and says so', () => {
    const given = new Given()
      .when(10, 'pause', { reason: 'mistake' }, house)
      .whenTimeIs(100)
      .when(130, 'resume', {}, house);
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 2 * HOUR);
    expect(given.clock('reply').because.at(-1)).toMatchObject({ reason: 'pause', detail: 'mistake' });
    expect(given.clock('desk').status).toBe('late');
  });

  it('an extension only lengthens', () => {
    new Given().thenRefused(1, 'extend', 'field-invalid', { clock: 'reply', until: T0 + HOUR }, house);
    expect(new Given().when(1, 'extend', { clock: 'reply', until: T0 + 5 * HOUR }, house).clock('reply').dueAt).toBe(
      T0 + 5 * HOUR,
    );
  });

  it('reopening is a new cycle and leaves the old clocks as they ended', () => {
    const given = new Given().when(1, 'reply').when(2, 'resolve', { outcome: 'satisfied' }).when(3, 'close');
    const clocks = given.state.clocks;
    given.when(4, 'reopen', { reason: 'mistake' });
    expect(given.state).toMatchObject({ stage: 'accepted', cycle: 2, clocks });
    expect(given.state.outcome).toBeUndefined();
  });
});

describe('a withdrawal', () => {
  it('cancels what is still owed and keeps what was missed', () => {
    const given = new Given({ fields: { promisedAt: T0 + 9 * HOUR } })
      .whenTimeIs(250)
      .when(260, 'withdraw', { reason: 'mistake' });
    expect(given.clock('reply').status).toBe('late');
    expect(given.clock('promise').status).toBe('cancelled');
    expect(given.state.class).toBe('formal');
  });
});

describe('the class table', () => {
  it('first match wins: external before the place of resolution', () => {
    expect(new Given({ channel: 'ombudsman' }).state.class).toBe('formal');
    expect(new Given({ repeatOf: 'x' }).state.class).toBe('formal');
    expect(new Given().when(1, 'resolve', { outcome: 'satisfied' }).state.class).toBe('not-counted');
    expect(new Given().when(1, 'escalate').when(2, 'resolve', { outcome: 'satisfied' }).state.class).toBe('enquiry');
  });

  it('turns a case formal when an outside channel is added, and records why', () => {
    const given = new Given().when(1, 'add-channel', { channel: 'ombudsman' });
    expect(given.events.at(-1)).toMatchObject({
      type: 'ClassChanged',
      data: { from: 'pending', to: 'formal', rule: 'C1' },
    });
  });
});
