import { describe, expect, it } from 'vitest';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const opened = (): Given => new Given({ pack: ledgerPack });

/** Due moments by clock, of what is owed. */
function dues(given: Given): Readonly<Record<string, number>> {
  return Object.fromEntries(
    given.state.clocks
      .filter((clock) => clock.status !== 'cancelled')
      .map((clock) => [`${clock.clock}/${clock.occurrence}`, clock.dueAt]),
  );
}

const GAMES: readonly (readonly [name: string, play: (given: Given) => Given, seen: string])[] = [
  ['editing', (given) => given.when(10, 'edit', { visit: true }), 'FieldsEdited'],
  ['giving it to somebody else', (given) => given.when(10, 'assign', { handler: 'other' }), 'HandlerAssigned'],
  [
    'giving it to oneself',
    (given) => given.when(10, 'assign', { handler: 'handler-1' }).when(11, 'assign', { handler: 'handler-1' }),
    'HandlerAssigned',
  ],
  ['transferring it', (given) => given.when(10, 'assign', { unit: 'desk-b' }), 'HandlerAssigned'],
  ['transferring it to one’s own unit', (given) => given.when(10, 'assign', { unit: 'desk-a' }), 'HandlerAssigned'],
  ['adding a channel', (given) => given.when(10, 'add-channel', { channel: 'ombudsman' }), 'ChannelAdded'],
  ['accepting it again', (given) => given.when(10, 'accept'), 'CaseAccepted'],
  ['commenting', (given) => given.when(10, 'comment'), 'CommentAdded'],
  ['linking it', (given) => given.when(10, 'link', { no: 'x', kind: 'repeat' }), 'CaseLinked'],
];

describe('time is never won by', () => {
  it.each(GAMES)('%s', (_name, play, seen) => {
    const given = opened();
    const before = dues(given);
    play(given);
    expect(dues(given)).toMatchObject(before);
    expect(given.types()).toContain(seen);
  });

  it('pausing and resuming: what is gained is what it stood still, and each pause is in the explanation', () => {
    const given = opened();
    for (let minute = 10; minute < 20; minute += 2) {
      given
        .when(minute, 'pause', { kind: 'outside', reason: 'court' }, person('house-head'))
        .when(minute + 1, 'resume', {}, person('house-head'));
    }
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 5 * MINUTE);
    expect(given.clock('reply').because.filter((part) => part.reason === 'pause')).toHaveLength(5);
  });

  it('reclassifying back and forth: a clock goes on where it was, a late one counts from acceptance', () => {
    const given = opened();
    const simple = given.clock('simple').dueAt;
    given.when(60, 'reclassify', { category: 'knotty', reason: 'mistake' });
    expect([given.clock('simple').status, given.clock('hard').dueAt]).toEqual(['cancelled', T0 + 30 * HOUR]);
    given.when(120, 'reclassify', { category: 'plain', reason: 'mistake' });
    expect(given.clock('simple')).toMatchObject({ status: 'running', dueAt: simple });
    given.when(180, 'reclassify', { category: 'knotty', reason: 'mistake' });
    expect(
      given.state.clocks.filter((clock) => clock.clock === 'hard').map((clock) => [clock.status, clock.dueAt]),
    ).toEqual([['running', T0 + 30 * HOUR]]);
  });

  it('reclassifying until the moment has passed: the clock is missed the moment the case comes back', () => {
    const given = opened().when(60, 'reclassify', { category: 'knotty', reason: 'mistake' }).whenTimeIs(660);
    given.when(661, 'reclassify', { category: 'plain', reason: 'mistake' }).whenTimeIs(661);
    expect(given.clock('simple')).toMatchObject({ status: 'missed', dueAt: T0 + 10 * HOUR });
    expect(given.events.find((event) => event.type === 'ClockMissed' && event.data.clock === 'simple')?.at).toBe(
      T0 + 661 * MINUTE,
    );
  });

  it('reopening: old clocks stay as they ended, and only what the pack gives to each cycle begins anew', () => {
    const given = opened().when(1, 'reply').when(2, 'resolve', { outcome: 'satisfied' }).when(3, 'close');
    const before = given.state.clocks;
    given.when(60, 'reopen', { reason: 'mistake' });
    expect(given.state.clocks.slice(0, before.length)).toEqual(before);
    expect(given.state.clocks.slice(before.length).map((clock) => [clock.clock, clock.subject])).toEqual([
      ['round', '2'],
    ]);
    expect(given.types()).toContain('CaseReopened');
  });

  it('promising again: a later promise needs an approval, an earlier one does not', () => {
    const given = opened().when(1, 'promise', { promisedAt: T0 + 6 * HOUR });
    given.thenRefused(2, 'promise', 'deferral-needs-approval', { promisedAt: T0 + 7 * HOUR });
    given.when(3, 'promise', { promisedAt: T0 + 5 * HOUR });
    expect(given.clock('promise', 2).dueAt).toBe(T0 + 5 * HOUR);
  });
});
