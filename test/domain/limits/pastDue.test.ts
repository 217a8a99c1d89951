import { describe, expect, it } from 'vitest';
import type { ClockDef, RungDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { at, CalendarCase, closure } from '../../support/rules/calendarCase.ts';
import { ends, owns, packWith, withOwn } from '../../support/rules/ownClock.ts';
import { Given, HOUR, MINUTE, T0 } from '../../support/rules/specification.ts';

const knotty = { category: 'knotty', reason: 'mistake' };

function rung(id: string, at: RungDef['at']): RungDef {
  return { id, at, notify: ['house-head'], message: 'lapsed' };
}

const LADDER = [
  rung('half', { kind: 'percent', percent: 50 }),
  rung('warn', { kind: 'offset', ms: -10 * MINUTE }),
  rung('due', { kind: 'offset', ms: 0 }),
  rung('double', { kind: 'percent', percent: 200 }),
  rung('after', { kind: 'offset', ms: HOUR }),
  rung('later', { kind: 'offset', ms: 3 * HOUR }),
];
const told = { ladders: { own: LADDER } };
/** A moment that the customer was given before the case was registered. */
const given = { ladder: 'own', limit: { kind: 'field', field: 'sentAt' } } as const;

describe('a clock that is past due when it begins', () => {
  const twoHoursAgo = { fields: { sentAt: T0 - 2 * HOUR } };

  it('is missed and told of at once, without warnings of what is over, and goes on as planned', () => {
    const one = new Given({ pack: packWith(given, told), ...twoHoursAgo });
    expect(one.clock('own')).toMatchObject({ startedAt: T0, dueAt: T0 - 2 * HOUR, actsFrom: T0 });
    expect(one.whenTimeIs(0).rungs()).toEqual(['own/due@0', 'own/double@0', 'own/after@0']);
    expect(one.events.filter((event) => event.type === 'RungFired').map((event) => event.data.lateBecause)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(one.whenTimeIs(60).rungs()).toEqual(['own/due@0', 'own/double@0', 'own/after@0', 'own/later@60']);
  });

  it('is late, not met, when it is stopped in the very moment in which it began', () => {
    const one = new Given({
      pack: packWith({ ...given, stop: [{ on: 'step', step: 'reply' }] }, told),
      ...twoHoursAgo,
    }).when(0, 'reply');
    expect(one.clock('own')).toMatchObject({ status: 'late', missedAt: T0 - 2 * HOUR });
    expect(ends(one)).toStrictEqual([{ clock: 'own', occurrence: 1, outcome: 'late' }]);
  });

  it('is late, not cancelled, when its case ends in that moment', () => {
    const one = new Given({ pack: packWith(given, told), ...twoHoursAgo }).when(0, 'withdraw', { reason: 'mistake' });
    expect(one.clock('own').status).toBe('late');
  });

  it('is late also where its limit is counted from the moment that lies so far back', () => {
    const counted: Partial<ClockDef> = {
      from: 'sentAt',
      stop: [{ on: 'step', step: 'reply' }],
      limit: { kind: 'elapsed', ms: HOUR },
    };
    expect(new Given({ pack: packWith(counted), ...twoHoursAgo }).when(0, 'reply').clock('own').status).toBe('late');
  });
});

describe('a clock that a reclassification puts into the past', () => {
  const over: Partial<ClockDef> = {
    ladder: 'own',
    when: { category: 'knotty' },
    start: [{ on: 'accepted' }, { on: 'reclassified' }],
    limit: { kind: 'elapsed', ms: HOUR },
  };

  it('is missed then, and what of its ladder is over is told then and not as an outage', () => {
    const one = withOwn(over, told).when(150, 'reclassify', knotty).whenTimeIs(150);
    expect(one.rungs()).toEqual(['own/due@150', 'own/double@150', 'own/after@150']);
    expect(
      one.events.filter((event) => event.type === 'RungFired').every((event) => event.data.lateBecause === undefined),
    ).toBe(true);
  });

  it('does not warn of what would have stood before its start', () => {
    const warned = {
      ladders: {
        own: [rung('day', { kind: 'offset', ms: -24 * HOUR }), rung('warn', { kind: 'offset', ms: -10 * MINUTE })],
      },
    };
    expect(withOwn(over, warned).when(30, 'reclassify', knotty).whenTimeIs(50).rungs()).toEqual(['own/warn@50']);
  });

  it('counts from the beginning of the cycle in which it happens', () => {
    const again = (pack: EnginePack): Given =>
      new Given({ pack })
        .when(10, 'resolve', { outcome: 'explained' })
        .when(20, 'close')
        .when(300, 'reopen', { reason: 'mistake' })
        .when(330, 'reclassify', knotty);
    expect(owns(again(packWith(over, told)))).toStrictEqual([['running', undefined, 300]]);
    const reopened = packWith({ ...over, start: [{ on: 'reopened' }, { on: 'reclassified' }] }, told);
    expect(owns(again(reopened))).toStrictEqual([['running', undefined, 300]]);
  });
});

describe('what changed days leave behind', () => {
  const ahead: RungDef = rung('ahead', { kind: 'working-day', days: -2, time: '09:00' });
  const week: Limit = { kind: 'days', days: 7 };
  // Opened on Monday the 9th: due at the end of Monday the 16th; two working days before that is Thursday the 12th.
  it('acts when the order is given and is no outage', () => {
    const one = new CalendarCase('2026-11-09T10:00:00', week, { ladders: { own: [ahead] } }, { ladder: 'own' });
    one.told('2026-11-11T12:00:00', closure('2026-11-12', '2026-11-13')).until('2026-11-11T12:00:00');
    expect(
      one.events.flatMap((event) => (event.type === 'RungFired' ? [[event.data.dueAt, event.data.lateBecause]] : [])),
    ).toEqual([[at('2026-11-11T12:00:00'), undefined]]);
  });
});

describe('what falls into a pause', () => {
  const WAIT = { reason: 'mistake' };
  const paused = (limit: Limit, from: string, to: string, over: Partial<EnginePack> = {}): CalendarCase =>
    new CalendarCase('2026-11-09T10:00:00', limit, over, { ladder: 'own' })
      .until(from)
      .does(from, 'pause', WAIT)
      .does(to, 'resume');
  const evening = rung('evening', { kind: 'offset', ms: -4 * HOUR });

  it('is told when the pause ends, and is no outage', () => {
    const one = paused({ kind: 'days', days: 3 }, '2026-11-12T19:00:00', '2026-11-12T21:00:00', {
      ladders: { own: [evening] },
    }).until('2026-11-12T21:00:00');
    const fired = one.events.flatMap((event) =>
      event.type === 'RungFired' ? [[event.data.dueAt, event.data.lateBecause]] : [],
    );
    expect(fired).toEqual([[at('2026-11-12T21:00:00'), undefined]]);
  });

  it('and is a due moment: what was left is left to the minute; no later pause counts with it', () => {
    // Due with the 12th; two hours were left when it stopped.
    const one = paused({ kind: 'days', days: 3 }, '2026-11-12T22:00:00', '2026-11-13T08:00:00', {
      ladders: { own: [] },
    });
    expect([one.clock.status, one.clock.dueAt]).toEqual(['running', at('2026-11-13T10:00:00')]);
    one.does('2026-11-13T09:00:00', 'pause', WAIT).does('2026-11-13T09:30:00', 'resume');
    expect(one.clock.dueAt).toBe(at('2026-11-13T10:00:00'));
  });

  it('of working days: what was left is left on the next working day', () => {
    const one = paused({ kind: 'working-days', days: 4 }, '2026-11-13T22:00:00', '2026-11-14T08:00:00', {
      ladders: { own: [] },
    });
    expect(one.clock.dueAt).toBe(at('2026-11-16T02:00:00'));
  });

  it('rolls where the last day does', () => {
    const one = paused({ kind: 'days', days: 4, roll: true }, '2026-11-13T22:00:00', '2026-11-14T08:00:00', {
      ladders: { own: [] },
    });
    expect(one.clock.dueAt).toBe(at('2026-11-16T10:00:00'));
  });
});
