import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, isRestDay, workingDaysBetween } from '../../../domain/time/calendar.ts';
import { dueOf } from '../../../domain/limits/limit.ts';
import type { LimitContext } from '../../../domain/limits/due.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { addDays, dateIn } from '../../../domain/time/zone.ts';
import { shippedDays } from '../../support/rules/workCalendars.ts';

const calendars = ['cn', 'gb-england-and-wales', 'gb-scotland', 'gb-northern-ireland', 'us-federal'].map((layer) =>
  shippedDays(layer),
);
const zones = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Pacific/Auckland'];
const businessHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

const day = fc.integer({ min: 0, max: 5_000 }).map((days) => addDays('2015-01-01', days));
const moment = fc.integer({ min: Date.parse('2015-01-01T00:00:00Z'), max: Date.parse('2028-06-01T00:00:00Z') });
const calendar = fc.constantFrom(...calendars);
const context: fc.Arbitrary<LimitContext> = fc.record({
  timezone: fc.constantFrom(...zones),
  fields: fc.constant({}),
  calendar,
  businessHours: fc.constant(businessHours),
});
const count = fc.integer({ min: 1, max: 40 });
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({ kind: fc.constant('working-days' as const), days: count, keepTime: fc.boolean() }),
  fc.record({ kind: fc.constant('days' as const), days: count, roll: fc.boolean(), keepTime: fc.boolean() }),
  fc.record({
    kind: fc.constant('months' as const),
    months: fc.integer({ min: 1, max: 9 }),
    roll: fc.boolean(),
    keepTime: fc.boolean(),
  }),
  count.map((hours) => ({ kind: 'business-hours', ms: hours * 3_600_000 }) as const),
  count.map((hours) => ({ kind: 'elapsed', ms: hours * 3_600_000 }) as const),
);

function due(one: Limit, start: number, with_: LimitContext): number {
  return dueOf(one, start, with_)?.at ?? Number.NaN;
}

describe('whatever the limit, the calendar, the zone and the moment', () => {
  it('a later start is never due earlier; a limit that keeps the time of day never on an earlier day', () => {
    fc.assert(
      fc.property(limit, context, moment, fc.integer({ min: 0, max: 30 * 86_400_000 }), (one, with_, start, later) => {
        const [first, second] = [due(one, start, with_), due(one, start + later, with_)];
        // 31 January 09:00 and 30 January 10:00 both end on the last of February, each at its own time.
        const byDay = 'keepTime' in one && one.keepTime;
        expect(
          byDay ? dateIn(second, with_.timezone) >= dateIn(first, with_.timezone) : second >= first,
          `${first} then ${second}`,
        ).toBe(true);
      }),
    );
  });

  it('the parts of an explanation add up from the start to the due moment, forwards', () => {
    fc.assert(
      fc.property(limit, context, moment, (one, with_, start) => {
        const found = dueOf(one, start, with_);
        const end = found?.because.reduce(
          (reached, part) => (part.from === reached && part.to >= part.from ? part.to : Number.NaN),
          start,
        );
        expect(end).toBe(found?.at);
      }),
    );
  });

  it('so many working days and so many more are as many together, there and back', () => {
    fc.assert(
      fc.property(calendar, day, count, count, (days, from, a, b) => {
        const there = addWorkingDays(days, from, a + b);
        expect(addWorkingDays(days, addWorkingDays(days, from, a), b)).toBe(there);
        expect([workingDaysBetween(days, from, there), isRestDay(days, there)]).toEqual([a + b, false]);
        if (!isRestDay(days, from)) expect(addWorkingDays(days, there, -(a + b))).toBe(from);
      }),
    );
  });
});
