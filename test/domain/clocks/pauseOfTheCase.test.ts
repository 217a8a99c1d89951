import { describe, expect, it } from 'vitest';
import { changeCalendar } from '../../../domain/decide/changeCalendar.ts';
import type { ClockDef } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { trimCalendar } from '../../../domain/time/calendar.ts';
import { closure } from '../../support/rules/calendarCase.ts';
import { ledgerPack, plainClock } from '../../support/rules/ledgerPack.ts';
import { Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { shippedDays } from '../../support/rules/workCalendars.ts';

const house = person('house-head');
const OUTSIDE = { kind: 'outside', reason: 'court' };
const KNOTTY = { category: 'knotty', reason: 'mistake' };
const PLAIN = { category: 'plain', reason: 'mistake' };

/** The ledger pack, a clock of the test's own, and a pause that stops it, `simple` and `reply`. */
function packWith(over: Partial<ClockDef>): EnginePack {
  const own = plainClock('own', { limit: { kind: 'elapsed', ms: 10 * HOUR }, ...over });
  return {
    ...ledgerPack,
    clocks: [...ledgerPack.clocks, own],
    pauses: { outside: { title: 'Outside help', clocks: ['reply', 'own', 'simple'] } },
  };
}

const opened = (over: Partial<ClockDef> = {}): Given => new Given({ pack: packWith(over) });
const minutes = (given: Given, clock: string): number => (given.clock(clock).dueAt - T0) / MINUTE;

describe('a pause is of the case', () => {
  it('a clock that begins while the clocks stand still does so too, from its beginning', () => {
    const given = opened({ start: [{ on: 'channel-added' }] })
      .when(10, 'pause', OUTSIDE, house)
      .when(30, 'add-channel', { channel: 'hotline' });
    expect(given.clock('own')).toMatchObject({ status: 'paused', startedAt: T0 + 30 * MINUTE });
    given.when(100, 'resume', {}, house);
    expect([given.clock('own').status, minutes(given, 'own')]).toEqual(['running', 30 + 600 + 70]);
  });

  it('a clock counted from an earlier moment has the pauses since then, ended or not', () => {
    const late = { start: [{ on: 'channel-added' }], fromEvent: 'registered' } as const;
    const during = opened(late)
      .when(10, 'pause', OUTSIDE, house)
      .when(30, 'add-channel', { channel: 'hotline' })
      .when(100, 'resume', {}, house);
    const after = opened(late)
      .when(10, 'pause', OUTSIDE, house)
      .when(100, 'resume', {}, house)
      .when(130, 'add-channel', { channel: 'hotline' });
    expect([minutes(during, 'own'), minutes(after, 'own')]).toEqual([690, 690]);
    expect(after.clock('own').because).toMatchObject([{ reason: 'limit' }, { reason: 'pause', detail: 'court' }]);
  });

  it('a clock that was over before the pause began does not stand still', () => {
    const given = opened({
      start: [{ on: 'channel-added' }],
      fromEvent: 'registered',
      limit: { kind: 'elapsed', ms: 5 * MINUTE },
    });
    given.when(10, 'pause', OUTSIDE, house).when(30, 'add-channel', { channel: 'hotline' }).whenTimeIs(30);
    expect([given.clock('own').status, minutes(given, 'own')]).toEqual(['missed', 5]);
  });

  it('a clock that the kind does not list begins as ever', () => {
    const given = opened().when(10, 'pause', OUTSIDE, house).when(30, 'reclassify', KNOTTY);
    expect([given.clock('hard').status, given.clock('reply').status]).toEqual(['running', 'paused']);
  });

  it('a clock that is due as the pause begins is over, too', () => {
    const given = opened({
      start: [{ on: 'channel-added' }],
      fromEvent: 'registered',
      limit: { kind: 'elapsed', ms: 10 * MINUTE },
    });
    given.when(10, 'pause', OUTSIDE, house).when(30, 'add-channel', { channel: 'hotline' }).whenTimeIs(30);
    expect([given.clock('own').status, minutes(given, 'own')]).toEqual(['missed', 10]);
  });

  it('a clock without a limit neither stands still nor is credited anything', () => {
    const given = opened({ start: [{ on: 'channel-added' }], fromEvent: 'registered', limit: { kind: 'none' } })
      .when(10, 'pause', OUTSIDE, house)
      .when(20, 'resume', {}, house)
      .when(25, 'pause', OUTSIDE, house)
      .when(30, 'add-channel', { channel: 'hotline' });
    expect(given.clock('own').status).toBe('running');
    expect(given.clock('own')).not.toHaveProperty('moves');
  });

  it('a clock that counts from before a pause of another kind is credited nothing for it', () => {
    const pack = packWith({ start: [{ on: 'channel-added' }], fromEvent: 'registered' });
    const pauses = { ...pack.pauses, lunch: { title: 'Lunch', clocks: ['reply'] } };
    const given = new Given({ pack: { ...pack, pauses } })
      .when(10, 'pause', { ...OUTSIDE, kind: 'lunch' }, house)
      .when(100, 'resume', {}, house)
      .when(130, 'add-channel', { channel: 'hotline' });
    expect(minutes(given, 'own')).toBe(600);
  });

  it('a pause before a clock was cancelled counts once when it comes back', () => {
    const given = opened()
      .when(10, 'pause', OUTSIDE, house)
      .when(20, 'resume', {}, house)
      .when(30, 'reclassify', KNOTTY)
      .when(40, 'reclassify', PLAIN);
    expect([given.clock('simple').status, minutes(given, 'simple')]).toEqual(['running', 610]);
  });

  it('a pause that ends with a clock, which then comes back, counts once', () => {
    const given = opened()
      .when(10, 'pause', OUTSIDE, house)
      .when(20, 'resume', {}, house)
      .when(20, 'reclassify', KNOTTY)
      .when(40, 'reclassify', PLAIN);
    expect([given.clock('simple').status, minutes(given, 'simple')]).toEqual(['running', 610]);
  });

  it('a pause of no length is none to a clock that counts from before it', () => {
    const given = opened({ start: [{ on: 'channel-added' }], fromEvent: 'registered' })
      .when(10, 'pause', OUTSIDE, house)
      .when(10, 'resume', {}, house)
      .when(30, 'add-channel', { channel: 'hotline' });
    expect(given.clock('own')).not.toHaveProperty('moves');
  });

  it('a clock without a limit that begins in a pause does not stand still, however late it is', () => {
    const given = opened({ start: [{ on: 'channel-added' }], limit: { kind: 'none' } })
      .when(10, 'pause', OUTSIDE, house)
      .when(30, 'add-channel', { channel: 'hotline' });
    expect(given.clock('own').status).toBe('running');
  });

  it('a clock that comes back goes by the days that changed meanwhile, and names their version', () => {
    const calendar = trimCalendar(shippedDays('cn'), 2025, 2028);
    const pack = { ...packWith({}), calendar };
    const clocks = pack.clocks.map((def) =>
      def.id === 'simple' ? { ...def, limit: { kind: 'working-days' as const, days: 5 } } : def,
    );
    const given = new Given({ pack: { ...pack, clocks } });
    const before = given.clock('simple').dueAt;
    given.when(30, 'reclassify', KNOTTY);
    given.state = changeCalendar(given.pack, given.state, closure('2026-11-25'), T0 + 35 * MINUTE).state;
    given.when(40, 'reclassify', PLAIN);
    expect(given.clock('simple').dueAt - before).toBe(24 * HOUR);
    expect(given.events.find(({ type }) => type === 'ClockMoved')?.data).toMatchObject({
      reason: 'calendar',
      detail: given.clock('simple').calendarVersion,
    });
  });

  it('what was granted names the reason of the pause', () => {
    const given = opened().when(10, 'pause', OUTSIDE, house).when(100, 'resume', {}, house);
    expect(given.events.find(({ type }) => type === 'ClockMoved')?.data).toMatchObject({
      reason: 'pause',
      detail: 'court',
      moves: [{ kind: 'paused', from: T0 + 10 * MINUTE, to: T0 + 100 * MINUTE, detail: 'court' }],
    });
  });

  it.each<readonly [what: string, minutes: readonly [away: number, back: number, resumed: number]]>([
    ['away and back during the pause', [20, 40, 60]],
    ['away during the pause and back after it', [20, 70, 60]],
    ['away before the pause and back after it', [5, 70, 60]],
  ])(
    'a clock that is cancelled and comes back has what the others were granted meanwhile: %s',
    (_what, [away, back, resumed]) => {
      const deeds: readonly (readonly [number, (given: Given) => Given])[] = [
        [10, (given) => given.when(10, 'pause', OUTSIDE, house)],
        [away, (given) => given.when(away, 'reclassify', KNOTTY)],
        [back, (given) => given.when(back, 'reclassify', PLAIN)],
        [resumed, (given) => given.when(resumed, 'resume', {}, house)],
      ];
      const given = opened();
      for (const [, deed] of deeds.toSorted(([one], [other]) => one - other)) deed(given);
      expect([given.clock('simple').status, minutes(given, 'simple')]).toEqual(['running', 650]);
    },
  );
});
