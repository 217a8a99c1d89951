import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DutyDef } from '../../../domain/duties/duty.ts';
import { chasesOf, dutiesSince, dutyOn, staleAt } from '../../../domain/duties/dutyDay.ts';

const daily: DutyDef = {
  title: { zh: '日报', en: 'Daily' },
  every: 'day',
  opens: '08:00',
  due: '18:00',
  does: 'return',
  owed: { level: 'outlet' },
  by: ['liaison'],
};
const shanghai = { zone: 'Asia/Shanghai' };
const at = (text: string): number => Date.parse(text);

describe('what is owed on a day', () => {
  it('is of the day in the zone of the pack: 15:59:59Z is still the 30th in Shanghai, 16:00:00Z the 1st', () => {
    expect(dutyOn(daily, shanghai, at('2026-11-30T15:59:59Z'))?.day).toBe('2026-11-30');
    expect(dutyOn(daily, shanghai, at('2026-11-30T16:00:00Z'))?.day).toBe('2026-12-01');
  });

  it('opens and falls due by the clocks of that zone', () => {
    expect(dutyOn(daily, shanghai, at('2026-11-30T00:00:00Z'))).toEqual({
      day: '2026-11-30',
      opensAt: at('2026-11-30T08:00:00+08:00'),
      dueAt: at('2026-11-30T18:00:00+08:00'),
    });
  });

  it('is nothing outside the window of the pack, whose first and last day count', () => {
    const window = { from: '2026-11-01', to: '2026-12-31' };
    const within = { ...daily, withinWindow: true };
    const days = ['2026-10-31', '2026-11-01', '2026-12-31', '2027-01-01'];
    expect(
      days.map((day) => dutyOn(within, { ...shanghai, window }, at(`${day}T12:00:00+08:00`)) !== undefined),
    ).toEqual([false, true, true, false]);
  });

  it('of a month is about the month before, of a year, such as the circular (S2-T6), about the year before; 24:00 is the end of the day', () => {
    const monthly: DutyDef = { ...daily, every: 'month', on: '5' };
    expect(dutyOn(monthly, shanghai, at('2026-12-05T09:00:00+08:00'))?.day).toBe('2026-11-30');
    expect(dutyOn(monthly, shanghai, at('2026-12-06T09:00:00+08:00'))).toBeUndefined();
    const yearly: DutyDef = { ...daily, every: 'year', on: '01-31', due: '24:00' };
    expect(dutyOn(yearly, shanghai, at('2027-01-31T09:00:00+08:00'))).toMatchObject({
      day: '2026-12-31',
      dueAt: at('2027-02-01T00:00:00+08:00'),
    });
  });

  it('that an outage hid is found again, each day once and in order', () => {
    const hidden = dutiesSince(daily, shanghai, '2026-11-27', at('2026-11-30T09:00:00+08:00'));
    expect(hidden.map(({ day }) => day)).toEqual(['2026-11-28', '2026-11-29', '2026-11-30']);
  });

  it('is owed once on every day of any stretch, whatever the zone', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/New_York');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 40 }), (zone, from, many) => {
        const start = at('2024-01-01T12:00:00Z') + from * 86_400_000;
        const after = new Date(start).toISOString().slice(0, 10);
        const days = dutiesSince(daily, { zone }, after, start + many * 86_400_000).map(({ day }) => day);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days).toHaveLength(many);
      }),
      { numRuns: 200 },
    );
  });
});

describe('chases', () => {
  it('go out in the order of their moments, and none a day after the due moment', () => {
    const HOUR = 3_600_000;
    const chase = [
      { after: HOUR, notify: ['union'] },
      { after: -HOUR, notify: ['liaison'] },
    ];
    const day = { day: '2026-11-30', opensAt: 0, dueAt: at('2026-11-30T18:00:00+08:00') };
    expect(chasesOf({ ...daily, chase }, day)).toEqual([
      { index: 1, at: day.dueAt - HOUR },
      { index: 0, at: day.dueAt + HOUR },
    ]);
    expect(staleAt(daily, day)).toBe(day.dueAt + 24 * HOUR);
  });
});
