import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolveAll } from '../../../domain/case/evolve.ts';
import type { CalendarChange } from '../../../domain/decide/changeCalendar.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import {
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

const days = fc.integer({ min: 12, max: 30 });
const limit: fc.Arbitrary<Limit> = fc.oneof(
  days.map((count) => ({ kind: 'working-days', days: count }) as const),
  fc.record({ kind: fc.constant('days' as const), days, roll: fc.boolean(), keepTime: fc.boolean() }),
  days.map((count) => ({ kind: 'business-hours', ms: 8 * count * HOUR }) as const),
  days.map((count) => ({ kind: 'elapsed', ms: count * 24 * HOUR }) as const),
);

/** Two pauses and an extension, at the same hours in every life. */
const GRANTED = [
  [20, 'pause'],
  [70, 'resume'],
  [80, 'extend'],
  [90, 'pause'],
  [140, 'resume'],
] as const;
const CHANGES = ['publication', 'closure', 'other order', 'limit', 'order lifted'] as const;
/** Hours at which the days and the limit change; an order is lifted after it was given. */
const hours = fc
  .tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 160 })))
  .map(([publication = 1, closed = 1, other = 1, changed = 1]) => [publication, closed, other, changed, 165] as const);

function lived(first: Limit, second: Limit, by: Limit, changes: readonly number[]): CalendarCase {
  const one = extendable(OPENED, first, { by });
  const deeds = [
    ...GRANTED.map(([hour, action]) => ({ hour, what: action as string })),
    ...CHANGES.map((what, index) => ({ hour: (changes[index] ?? 0) + 0.5, what: what as string })),
  ].toSorted((a, b) => a.hour - b.hour);
  for (const { hour, what } of deeds) does(one, what, moment(hour), second);
  return one;
}

function does(one: CalendarCase, what: string, when: string, second: Limit): void {
  if (what === 'publication') one.told(when, notice(published(['2026-12-21', '2027-01-04'], ['2026-12-12'])));
  else if (what === 'closure') one.told(when, { ...closure('2026-11-18', '2026-12-08'), id: 'x' });
  else if (what === 'other order')
    one.told(when, { ...closure('2026-11-20', '2026-12-14'), id: 'y', order: 'c2' } as CalendarChange);
  else if (what === 'order lifted') one.told(when, lifted);
  else if (what === 'limit') one.becomes(when, second);
  else if (what === 'extend') one.does(when, what, { clock: 'reply' });
  else one.does(when, what, what === 'pause' ? { reason: 'mistake' } : {});
}

describe('a due moment follows from what was granted, the limit and the days', () => {
  it('whichever of them came first, and its explanation sums to it', () => {
    fc.assert(
      fc.property(limit, limit, limit, hours, hours, (first, second, by, changes, others) => {
        const [one, other] = [lived(first, second, by, changes), lived(first, second, by, others)];
        expect(other.clock.dueAt).toBe(one.clock.dueAt);
        expect([other.clock.status, other.clock.provisional]).toEqual([one.clock.status, one.clock.provisional]);
        for (const { clock, events, state } of [one, other]) {
          expect([clock.because[0]?.from, clock.because.at(-1)?.to]).toEqual([clock.startedAt, clock.dueAt]);
          clock.because.slice(1).forEach((part, index) => expect(part.from).toBe(clock.because[index]?.to));
          expect(evolveAll(undefined, events)).toEqual(state);
        }
      }),
      { numRuns: 200 },
    );
  });
});
