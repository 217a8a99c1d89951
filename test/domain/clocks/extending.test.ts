import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import { decideExtension, extensionOf } from '../../../domain/clocks/extending.ts';
import { explainClock } from '../../../domain/clocks/explain.ts';
import { isOverdue } from '../../../domain/case/overdue.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { Given, HOUR, T0, person } from '../../support/rules/specification.ts';
import {
  at,
  type CalendarCase,
  closure,
  extendable,
  lifted,
  notice,
  published,
} from '../../support/rules/calendarCase.ts';

const DAY = 86_400_000;
const EXTEND = { clock: 'reply' };

/** A case whose clock may be extended once, and where no moment need be named. */
const once = (by: Limit, limit: Limit, opened: string, more: { notice?: string; within?: Limit } = {}): CalendarCase =>
  extendable(opened, limit, { by, times: 1, ...more });

const FIFTEEN: Limit = { kind: 'days', days: 15, roll: true };
const THIRTY: Limit = { kind: 'days', days: 30, roll: true };

describe('an extension to a named moment', () => {
  it('is to one that is still to come, also where the clock was due before now', () => {
    const { state, pack } = new Given();
    const due = T0 + 4 * HOUR;
    const asked = (until: number): unknown => {
      const decided = decideExtension(pack, state, { clock: 'reply', until }, due + HOUR);
      return decided.ok ? 'extended' : decided.rejection.pointer;
    };
    expect([asked(due + 1), asked(due + HOUR), asked(due + HOUR + 1)]).toEqual([
      '/fields/until',
      '/fields/until',
      'extended',
    ]);
  });
});

describe('an extension into days that are not published yet', () => {
  // Opened on Monday 2026-11-02, due on Tuesday 17th; thirty days more are Thursday 2026-12-17.
  it('makes the due moment provisional and says with which calendar', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00');
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-11-18T00:00:00'), undefined]);
    one.does('2026-11-10T10:00:00', 'extend', EXTEND);
    const version = one.pack.calendar?.version;
    expect(one.moves()).toMatchObject([
      { data: { to: at('2026-12-18T00:00:00'), reason: 'extension', provisional: true, calendarVersion: version } },
    ]);
    expect([one.clock.provisional, one.clock.calendarVersion]).toEqual([true, version]);
    expect(explainClock(one.pack, one.state, 'reply')).toMatchObject({ provisional: true, calendarVersion: version });
  });

  it('is told to whoever complained as provisional, with the calendar version', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00', { notice: 'extended' }).does(
      '2026-11-10T10:00:00',
      'extend',
      EXTEND,
    );
    const items = deliveriesOf(one.pack, 'x', one.base, one.state, one.events.slice(-1)).flatMap(
      (delivery) => delivery.items,
    );
    expect(items).toMatchObject([
      { message: 'extended', dueAt: at('2026-12-18T00:00:00'), provisional: one.pack.calendar?.version },
    ]);
  });

  it('is no breach while it is provisional', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00')
      .does('2026-11-10T10:00:00', 'extend', EXTEND)
      .until('2026-12-20T10:00:00');
    expect([one.clock.status, isOverdue(one.state)]).toEqual(['missed', false]);
  });

  it('is counted again when the year is published, with the old and the new due moment and the source', () => {
    // 30 days on from Thursday 2026-12-03 are Saturday 2027-01-02, which rolls to Monday; the notice takes Monday and
    // Tuesday off.
    const one = once(THIRTY, FIFTEEN, '2026-11-18T10:00:00').does('2026-11-25T10:00:00', 'extend', EXTEND);
    expect(one.clock.dueAt).toBe(at('2027-01-05T00:00:00'));
    const calendar = published(['2027-01-04', '2027-01-05'], []);
    one.told('2026-11-30T10:00:00', notice(calendar));
    expect(one.moves().at(-1)).toMatchObject({
      data: {
        from: at('2027-01-05T00:00:00'),
        to: at('2027-01-07T00:00:00'),
        reason: 'calendar',
        calendarVersion: calendar.version,
      },
    });
    expect([one.clock.dueAt, one.clock.provisional, one.clock.moves?.length]).toEqual([
      at('2027-01-07T00:00:00'),
      undefined,
      1,
    ]);
  });

  it('settles where it stands when the published days leave it there', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00').does('2026-11-10T10:00:00', 'extend', EXTEND);
    one.told('2026-11-30T10:00:00', notice(published([], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-18T00:00:00'), undefined]);
  });

  it('in working days is counted again over the whole way', () => {
    const one = once(
      { kind: 'working-days', days: 10 },
      { kind: 'working-days', days: 15 },
      '2026-11-30T10:00:00',
    ).does('2026-12-01T10:00:00', 'extend', EXTEND);
    const before = one.clock.dueAt;
    expect(before).toBe(at('2027-01-06T00:00:00'));
    one.told('2026-12-02T10:00:00', notice(published(['2027-01-04', '2027-01-05'], [])));
    expect(one.clock.dueAt - before).toBe(2 * DAY);
  });

  it('of a clock of hours by working days is provisional and counted again too', () => {
    const one = once({ kind: 'working-days', days: 3 }, { kind: 'elapsed', ms: 2 * DAY }, '2026-12-28T10:00:00').does(
      '2026-12-29T10:00:00',
      'extend',
      EXTEND,
    );
    // Due on the 30th at 10:00; three working days on: 31st, 4th, 5th.
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2027-01-06T00:00:00'), true]);
    one.told('2026-12-29T12:00:00', notice(published(['2027-01-04'], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2027-01-07T00:00:00'), undefined]);
  });

  it('in calendar days that do not roll is not provisional, and no closure moves it', () => {
    const one = once({ kind: 'days', days: 30 }, { kind: 'working-days', days: 5 }, '2026-11-16T10:00:00').does(
      '2026-11-17T10:00:00',
      'extend',
      EXTEND,
    );
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-24T00:00:00'), undefined]);
    one.told('2026-11-24T10:00:00', closure('2026-12-01', '2026-12-02'));
    expect(one.moves()).toHaveLength(1);
  });

  it('to a moment that somebody named is provisional where the clock itself is counted over unpublished days', () => {
    const one = once({ kind: 'working-days', days: 30 }, { kind: 'working-days', days: 5 }, '2026-11-16T10:00:00');
    one.does('2026-11-17T10:00:00', 'extend', { ...EXTEND, until: at('2026-12-10T17:00:00') });
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-10T17:00:00'), true]);
    one.told('2026-11-30T10:00:00', notice(published([], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-10T17:00:00'), undefined]);
  });
});

describe('an extension and what else moves the clock', () => {
  it('is counted after the pause before it and before the pause after it, with the same end by unchanged days', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00');
    one.does('2026-11-03T10:00:00', 'pause', { reason: 'mistake' }).does('2026-11-07T10:00:00', 'resume');
    one.does('2026-11-10T10:00:00', 'extend', EXTEND);
    one.does('2026-11-11T10:00:00', 'pause', { reason: 'mistake' }).does('2026-11-13T10:00:00', 'resume');
    // Saturday 21st rolls to the 23rd; thirty days on is Wednesday 2026-12-23; two more are Friday.
    expect(one.clock.dueAt).toBe(at('2026-12-26T00:00:00'));
    one.told('2026-11-30T10:00:00', notice(published(['2027-01-04'], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-26T00:00:00'), undefined]);
  });

  it('moves with an order that closes its last day, and comes back with it', () => {
    const one = once(THIRTY, FIFTEEN, '2026-11-02T10:00:00').does('2026-11-10T10:00:00', 'extend', EXTEND);
    one.told('2026-11-11T10:00:00', closure('2026-12-17', '2026-12-18'));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-22T00:00:00'), true]);
    one.told('2026-11-12T10:00:00', lifted);
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-18T00:00:00'), true]);
  });

  it('goes no further than the pack allows in all, counted from the start (R4: sixty days)', () => {
    const sixty: Limit = { kind: 'days', days: 60, roll: true };
    const [limit, by]: readonly [Limit, Limit] = [FIFTEEN, { kind: 'days', days: 45, roll: true }];
    // Fifteen days end within the October holiday and roll to Thursday the 8th; forty-five more would roll past Friday
    // 20 November.
    const one = once(by, limit, '2026-09-21T10:00:00', { within: sixty }).does('2026-09-22T10:00:00', 'extend', EXTEND);
    expect(one.moves()).toMatchObject([
      { data: { from: at('2026-10-09T00:00:00'), to: at('2026-11-21T00:00:00'), reason: 'extension' } },
    ]);
    const free = once(by, limit, '2026-09-21T10:00:00').does('2026-09-22T10:00:00', 'extend', EXTEND);
    expect(free.clock.dueAt).toBe(at('2026-11-24T00:00:00'));
    // Where one extension ends within the whole it is granted whole.
    const short = once({ kind: 'days', days: 10, roll: true }, limit, '2026-09-21T10:00:00', { within: sixty }).does(
      '2026-09-22T10:00:00',
      'extend',
      EXTEND,
    );
    expect(short.clock.dueAt).toBe(at('2026-10-20T00:00:00'));
  });

  it('that keeps the time of day ends at that very time', () => {
    const one = once(
      { kind: 'days', days: 30, keepTime: true },
      { kind: 'days', days: 15, keepTime: true },
      '2026-11-02T10:00:00',
    ).does('2026-11-10T10:00:00', 'extend', EXTEND);
    expect(one.clock.dueAt).toBe(at('2026-12-17T10:00:00'));
  });
});

describe('a moment that somebody names', () => {
  /** How the clock, opened on Monday 2 November at 10:00, is extended until then. */
  const given = (limit: Limit, until: string): Limit | undefined => {
    const one = extendable('2026-11-02T10:00:00', limit, { by: { kind: 'days', days: 60 } });
    one.does('2026-11-02T11:00:00', 'extend', { ...EXTEND, until: at(until) });
    expect(one.clock.dueAt).toBe(at(until));
    const [move] = one.clock.moves ?? [];
    return move?.kind === 'extended' ? move.by : undefined;
  };

  it('is kept in the unit of the limit, so that other days carry it along', () => {
    const five: Limit = { kind: 'working-days', days: 5 };
    // Due on Monday the 9th; the 20th is nine working days later.
    expect(given(five, '2026-11-21T00:00:00')).toEqual({ kind: 'working-days', days: 9 });
    expect(given(five, '2026-11-20T09:05:00')).toEqual({ kind: 'working-days', days: 9, end: '09:05' });
    // Due on the 12th.
    const ten: Limit = { kind: 'days', days: 10 };
    expect(given(ten, '2026-11-21T00:00:00')).toEqual({ kind: 'days', days: 8 });
    expect(given(ten, '2026-11-21T18:30:00')).toEqual({ kind: 'days', days: 9, end: '18:30' });
    expect(given({ kind: 'months', months: 1 }, '2026-12-05T00:00:00')).toEqual({ kind: 'days', days: 2 });
    // Due on Tuesday at 10:00; open from 9 to 17.
    const eight: Limit = { kind: 'business-hours', ms: 8 * HOUR };
    expect(given(eight, '2026-11-04T12:00:00')).toEqual({ kind: 'business-hours', ms: 10 * HOUR });
  });

  it('is so many hours where it is nothing whole of that unit, or the limit is one of hours', () => {
    const hours = (count: number): Limit => ({ kind: 'elapsed', ms: count * HOUR });
    // A Saturday.
    expect(given({ kind: 'working-days', days: 5 }, '2026-11-21T12:00:00')).toEqual(hours(11 * 24 + 12));
    expect(given({ kind: 'days', days: 10 }, '2026-11-21T18:30:30')).toEqual(hours(8 * 24 + 18.5 + 30 / 3600));
    expect(given(hours(24), '2026-11-04T00:00:00')).toEqual(hours(14));
    expect(given(hours(24), '2026-11-04T10:00:00')).toEqual(hours(24));
  });
});

describe('who may be given more time', () => {
  const boss = person('house-head');
  const ask = (clock: string): Parameters<Given['when']>[2] => ({ clock, until: T0 + 9 * HOUR, reason: 'mistake' });

  it('is any clock where the pack says nothing, and only those that it names where it names one', () => {
    expect(new Given().when(0, 'accept').when(1, 'extend', ask('desk'), boss).clock('desk').dueAt).toBe(T0 + 9 * HOUR);
    const extended = { times: 1, by: { kind: 'elapsed', ms: 6 * HOUR } } as const;
    const clocks = ladderPack.clocks.map((def) => (def.id === 'reply' ? { ...def, extendable: extended } : def));
    new Given({ pack: { ...ladderPack, clocks } })
      .when(0, 'accept')
      .thenRefused(1, 'extend', 'extension-exhausted', ask('desk'), boss)
      .when(1, 'extend', ask('reply'), boss);
  });

  it('is no clock that the version of the pack does not have', () => {
    const { state } = new Given().when(0, 'accept');
    const pack = { ...ladderPack, clocks: ladderPack.clocks.filter(({ id }) => id !== 'reply') };
    expect(extensionOf(pack, ask('reply') ?? {})).toBeUndefined();
    expect(decideExtension(pack, state, ask('reply') ?? {}, T0)).toMatchObject({
      rejection: { code: 'field-invalid', phrase: 'no-running-clock', pointer: '/fields/clock' },
    });
  });
});
