import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsEveryDay } from '../../../domain/limits/countedTime.ts';
import type { CalendarDays } from '../../../domain/time/calendar.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { dateIn } from '../../../domain/time/zone.ts';
import {
  at,
  type CalendarCase,
  closure,
  extendable,
  hoursAfter,
  lifted,
  notice,
  published,
} from '../../support/rules/calendarCase.ts';

const HOUR = 3_600_000;
const OPENED = '2026-11-16T10:00:00';
const moment = (hours: number): string => hoursAfter(OPENED, hours);

const few = fc.integer({ min: 8, max: 30 });
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ kind: fc.constant('working-days' as const), days: few, keepTime: fc.boolean() }),
  fc.record({ kind: fc.constant('days' as const), days: few, roll: fc.boolean() }),
  fc.record({ kind: fc.constant('days' as const), days: few, roll: fc.boolean(), keepTime: fc.constant(true) }),
  few.map((hours) => ({ kind: 'business-hours', ms: 8 * hours * HOUR }) as const),
  few.map((days) => ({ kind: 'elapsed', ms: days * 24 * HOUR }) as const),
);
/** Hours until something is done, and for how many the clock then stands still; or it is extended. */
const deed = fc.record({
  after: fc.integer({ min: 1, max: 30 }),
  still: fc.integer({ min: 1, max: 70 }),
  extend: fc.boolean(),
});
const deeds = fc.array(deed, { maxLength: 4 });

/** A case whose clock was paused and extended as given, in the week and a half before 2026-12-07. */
function lived(
  one: Limit,
  by: Limit,
  done: readonly { after: number; still: number; extend: boolean }[],
): CalendarCase {
  const found = extendable(OPENED, one, { by });
  let hour = 0;
  for (const { after, still, extend: more } of done) {
    hour += after;
    if (found.clock.status !== 'running' || found.clock.dueAt <= at(moment(hour))) break;
    if (more) found.does(moment(hour), 'extend', { clock: 'reply' });
    else found.does(moment(hour), 'pause', { reason: 'mistake' }).does(moment((hour += still)), 'resume');
  }
  return found;
}

/** The same days under another version: a day far away is off. */
function elsewhere(): CalendarDays {
  return { ...published(['2027-11-08'], []) };
}

describe('whatever pauses and extensions have made of a due moment', () => {
  it('days published without a change where it was counted leave it and settle it', () => {
    fc.assert(
      fc.property(limit, limit, deeds, (one, by, done) => {
        const found = lived(one, by, done);
        const before = found.clock.dueAt;
        fc.pre(found.clock.status === 'running' && dateIn(before, 'Asia/Shanghai') < '2027-06-01');
        found.told(moment(500), notice(elsewhere()));
        expect([found.clock.dueAt, found.clock.provisional]).toEqual([before, undefined]);
      }),
      { numRuns: 150 },
    );
  });

  it('a closure that is lifted gives the very moment back', () => {
    fc.assert(
      fc.property(limit, limit, deeds, fc.integer({ min: 0, max: 29 }), (one, by, done, day) => {
        const found = lived(one, by, done);
        const before = found.clock;
        found.told(moment(501), closure(`2026-12-${String(day + 2).padStart(2, '0')}`)).told(moment(502), lifted);
        expect(found.clock.dueAt).toBe(before.dueAt);
        // Paused time of a clock of working days that is then extended by hours is taken for the later days:
        // provisional sooner than it must be.
        if (!countsEveryDay(one) || countsEveryDay(by))
          expect([found.clock.provisional, found.clock.calendarVersion]).toEqual([
            before.provisional,
            before.calendarVersion,
          ]);
      }),
      { numRuns: 150 },
    );
  });

  it('a day more that is off never brings it forward', () => {
    fc.assert(
      fc.property(limit, limit, deeds, fc.integer({ min: 0, max: 29 }), (one, by, done, day) => {
        const found = lived(one, by, done);
        const before = found.clock.dueAt;
        found.told(moment(501), closure(`2026-12-${String(day + 2).padStart(2, '0')}`));
        expect(found.clock.dueAt).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 150 },
    );
  });
});

describe('whatever the limit', () => {
  it('a pause that is broken off and taken up again gives exactly what it would have given in one piece', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(limit, fc.integer({ min: 1, max: 20 }), hours, (one, after, pieces) => {
        const whole = pieces.reduce((sum, piece) => sum + piece, 0);
        const broken = pieces.map((still, index) => ({ after: index === 0 ? after : 0, still, extend: false }));
        const [first, second] = [lived(one, one, [{ after, still: whole, extend: false }]), lived(one, one, broken)];
        fc.pre(
          first.clock.status === 'running' &&
            second.clock.status === 'running' &&
            second.moves().length === pieces.length,
        );
        expect([second.clock.dueAt, second.clock.provisional]).toEqual([first.clock.dueAt, first.clock.provisional]);
      }),
      { numRuns: 150 },
    );
  });
});
