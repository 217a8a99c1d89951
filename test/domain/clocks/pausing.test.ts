import { describe, expect, it } from 'vitest';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * 60;
const house = person('house-head');
const opened = (): Given => new Given({ pack: ledgerPack });

describe('a pause of a kind', () => {
  it('stops the clocks that the kind lists and no other', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(given.state.clocks.filter((clock) => clock.status === 'paused').map((clock) => clock.clock)).toEqual([
      'reply',
    ]);
    given.whenTimeIs(100).when(130, 'resume', {}, house);
    expect(given.clock('reply')).toMatchObject({ status: 'running', dueAt: T0 + 6 * HOUR });
    expect(given.clock('reply').because.at(-1)).toMatchObject({ reason: 'pause', detail: 'court' });
  });

  it('stops what is owed by law only where it lists that clock, with the approval that it asks for', () => {
    const given = opened().when(10, 'pause', { kind: 'hearing', reason: 'court' }, house);
    expect(given.state.paused).toBeUndefined();
    given.when(20, 'approve', {}, person('desk-head'));
    expect(given.clock('law').status).toBe('paused');
    expect(given.clock('fixed').status).toBe('running');
    given.when(20 + 2 * DAY, 'resume', {}, house);
    expect(given.clock('law').because.at(-1)).toMatchObject({ reason: 'pause', by: ['desk-head-1'] });
  });

  it('stops nothing where nothing runs', () => {
    opened().when(1, 'reply').thenRefused(2, 'pause', 'condition-not-met', { kind: 'outside', reason: 'court' }, house);
  });

  it('ends by itself when its longest total is used up, over all pauses of the case', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .when(10 + 3 * DAY, 'resume', {}, house);
    given
      .when(20 + 3 * DAY, 'pause', { kind: 'outside', reason: 'police' }, house)
      .whenTimeIs(20 + 5 * DAY)
      .whenTimeIs(30 + 9 * DAY);
    const resumed = given.events.filter((event) => event.type === 'ClocksResumed');
    expect(resumed.map((event) => (event.at - T0) / MINUTE)).toEqual([10 + 3 * DAY, 20 + 5 * DAY]);
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 5 * DAY * MINUTE);
    given.thenRefused(31 + 9 * DAY, 'pause', 'condition-not-met', { kind: 'outside', reason: 'court' }, house);
  });

  it('gives no minute more when the engine slept over its end', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(40 * DAY);
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 5 * DAY * MINUTE);
    expect(given.clock('reply').status).toBe('missed');
  });
});

describe('time that stands still is counted in the clock’s own unit', () => {
  it('a clock of days moves by whole days, counted over all its pauses', () => {
    const given = opened();
    const due = given.clock('days').dueAt;
    given.when(10, 'pause', { kind: 'archive', reason: 'court' }, house).when(10 + 15 * 60, 'resume', {}, house);
    expect(given.clock('days')).toMatchObject({ dueAt: due, moves: [{ kind: 'paused' }] });
    given.when(1000, 'pause', { kind: 'archive', reason: 'court' }, house).when(1000 + 10 * 60, 'resume', {}, house);
    expect(given.clock('days').dueAt).toBe(due + DAY * MINUTE);
  });

  it('flickering over midnight wins no day', () => {
    const given = opened();
    const due = given.clock('days').dueAt;
    for (const night of [0, 1, 2])
      given
        .when(899 + night * DAY, 'pause', { kind: 'archive', reason: 'court' }, house)
        .when(901 + night * DAY, 'resume', {}, house);
    expect(given.clock('days').dueAt).toBe(due);
    expect(given.clock('days').because.filter((part) => part.reason === 'pause')).toHaveLength(3);
  });

  const at = (text: string): number => Date.parse(`${text}:00+08:00`);

  it('a case that is paused over the weekend gains the days of work and no other', () => {
    expect(opened().clock('work').dueAt).toBe(at('2026-11-27T00:00'));
    const friday = opened()
      .when(3 * DAY, 'pause', { kind: 'archive', reason: 'court' }, house)
      .when(7 * DAY, 'resume', {}, house);
    expect([friday.clock('work').dueAt, friday.clock('days').dueAt]).toEqual([
      at('2026-12-01T00:00'),
      at('2026-12-01T00:00'),
    ]);
  });

  it('a clock whose due moment passes while it stands still has left what it had left, to the minute', () => {
    const given = opened();
    expect([given.clock('work').dueAt, given.clock('days').dueAt]).toEqual([
      at('2026-11-27T00:00'),
      at('2026-11-27T00:00'),
    ]);
    // Stopped on its last day at 06:09 with 17 h 51 min left, and let go on a minute after midnight.
    given.when(4149, 'pause', { kind: 'archive', reason: 'court' }, house).when(5221, 'resume', {}, house);
    for (const clock of [given.clock('work'), given.clock('days')]) {
      expect(clock).toMatchObject({ status: 'running', dueAt: at('2026-11-27T17:52') });
      expect(clock.dueAt - at('2026-11-27T00:00')).toBe((5221 - 4149) * MINUTE);
    }
  });
});

describe('an extension', () => {
  it('goes as far as the pack says, needs the approval, and happens so often', () => {
    const given = opened();
    const due = given.clock('law').dueAt;
    given.when(10, 'extend', { clock: 'law', reason: 'mistake' }, house).when(20, 'approve', {}, person('desk-head'));
    expect(given.clock('law')).toMatchObject({ dueAt: due + 30 * DAY * MINUTE, moves: [{ kind: 'extended' }] });
    expect(given.clock('law').because.at(-1)).toMatchObject({
      reason: 'extension',
      detail: 'mistake',
      by: ['desk-head-1'],
    });
    given.thenRefused(30, 'extend', 'extension-exhausted', { clock: 'law' }, house);
  });
});
