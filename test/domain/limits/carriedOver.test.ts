import { describe, expect, it } from 'vitest';
import { carriedOver } from '../../../domain/limits/carriedOver.ts';
import type { LimitContext } from '../../../domain/limits/due.ts';
import type { CalendarDays } from '../../../domain/time/calendarDays.ts';
import type { Limit } from '../../../domain/pack/limitDef.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const WORKING: Limit = { kind: 'working-days', days: 3 };
const HOURS: Limit = { kind: 'business-hours', ms: 7_200_000 };

/** June 2026 with weekends only, and with these days off as well. The 1st is a Monday. */
function days(...off: readonly string[]): LimitContext {
  const calendar: CalendarDays = {
    layers: ['test'],
    version: `v${off.length}`,
    years: [2026],
    off: Object.fromEntries(off.map((day) => [day, 'closed'])),
    work: {},
  };
  const businessHours = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ];
  return { timezone: 'Asia/Shanghai', fields: {}, calendar, businessHours };
}

function withoutCalendar(): LimitContext {
  const { calendar: _, ...rest } = days();
  return rest;
}

describe('what an extension has added, when the days change under it', () => {
  it('in working days is so many working days by the new days', () => {
    // Two working days were added to the end of Thursday; Friday and Monday are closed by order.
    const [first, due] = [at('2026-06-05T00:00'), at('2026-06-09T00:00')];
    expect(carriedOver(WORKING, due, first, first, days(), days('2026-06-05', '2026-06-08'))).toBe(
      at('2026-06-11T00:00'),
    );
  });

  it('in working days is counted from the due moment that the limit has by the new days', () => {
    const [first, due, base] = [at('2026-06-05T00:00'), at('2026-06-09T00:00'), at('2026-06-06T00:00')];
    expect(carriedOver(WORKING, due, first, base, days(), days())).toBe(at('2026-06-10T00:00'));
  });

  it('in working days keeps the time of day at which the day ended', () => {
    const [first, due] = [at('2026-06-04T17:30'), at('2026-06-08T17:30')];
    expect(carriedOver(WORKING, due, first, first, days(), days('2026-06-05'))).toBe(at('2026-06-09T17:30'));
  });

  it('in working days may be taken back: an earlier due moment stays so many working days earlier', () => {
    const [first, due] = [at('2026-06-10T00:00'), at('2026-06-06T00:00')];
    expect(carriedOver(WORKING, due, first, first, days(), days('2026-06-05'))).toBe(at('2026-06-05T00:00'));
  });

  it('to a rest day, by a person’s word, is the same difference', () => {
    const [first, due, base] = [at('2026-06-05T00:00'), at('2026-06-07T00:00'), at('2026-06-08T00:00')];
    expect(carriedOver(WORKING, due, first, base, days(), days('2026-06-09'))).toBe(at('2026-06-10T00:00'));
  });

  it('in other units is the same difference', () => {
    const [first, due, base] = [at('2026-06-05T00:00'), at('2026-06-09T00:00'), at('2026-06-06T00:00')];
    expect(carriedOver({ kind: 'days', days: 3 }, due, first, base, days(), days('2026-06-08'))).toBe(
      base + (due - first),
    );
  });

  it('is the same difference where the case had no calendar, or has none', () => {
    const [first, due, base] = [at('2026-06-05T00:00'), at('2026-06-09T00:00'), at('2026-06-06T00:00')];
    expect(carriedOver(WORKING, due, first, base, withoutCalendar(), days('2026-06-08'))).toBe(base + (due - first));
    expect(carriedOver(WORKING, due, first, base, days(), withoutCalendar())).toBe(base + (due - first));
    expect(carriedOver(HOURS, due, first, base, withoutCalendar(), days('2026-06-08'))).toBe(base + (due - first));
    expect(carriedOver(HOURS, due, first, base, days(), withoutCalendar())).toBe(base + (due - first));
  });

  it('in business hours is so many hours of business by the new days', () => {
    // Three hours were added to Thursday 16:00: one that day and two on Friday, which is closed by order.
    const [first, due] = [at('2026-06-04T16:00'), at('2026-06-05T11:00')];
    expect(carriedOver(HOURS, due, first, first, days(), days('2026-06-05'))).toBe(at('2026-06-08T11:00'));
  });

  it('in business hours to a moment outside of them is the same difference', () => {
    const [first, due, base] = [at('2026-06-04T16:00'), at('2026-06-05T12:30'), at('2026-06-08T10:00')];
    expect(carriedOver(HOURS, due, first, base, days(), days('2026-06-09'))).toBe(base + (due - first));
  });

  it('in business hours that were taken back is the same difference', () => {
    const [first, due, base] = [at('2026-06-05T11:00'), at('2026-06-04T16:00'), at('2026-06-09T11:00')];
    expect(carriedOver(HOURS, due, first, base, days(), days('2026-06-08'))).toBe(base + (due - first));
  });

  it('of nothing is nothing', () => {
    const [first, base] = [at('2026-06-05T11:00'), at('2026-06-09T10:00')];
    expect(carriedOver(HOURS, first, first, base, days(), days('2026-06-08'))).toBe(base);
  });
});
