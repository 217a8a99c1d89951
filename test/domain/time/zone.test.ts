import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dateIn, instantAt, instantOf, offsetAt, timeOfDay } from '../../../domain/time/zone.ts';

const at = (text: string): number => Date.parse(text);

describe('days in a zone', () => {
  it('belong to the zone, not to the host', () => {
    expect(dateIn(at('2026-11-23T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-24');
    expect(dateIn(at('2026-11-23T16:30:00Z'), 'America/Los_Angeles')).toBe('2026-11-23');
    expect(instantOf('2026-11-28', '24:00', 'Asia/Shanghai')).toBe(at('2026-11-29T00:00:00+08:00'));
  });

  it('keep the wall clock across a change of summer time', () => {
    expect(instantOf('2026-10-25', '12:00', 'Europe/London') - instantOf('2026-10-24', '12:00', 'Europe/London')).toBe(
      25 * 3_600_000,
    );
    expect(instantOf('2026-03-29', '12:00', 'Europe/London') - instantOf('2026-03-28', '12:00', 'Europe/London')).toBe(
      23 * 3_600_000,
    );
  });

  it('end after a gap of the clock where their time of day is skipped, east and west of Greenwich', () => {
    const moments = (
      [
        ['2026-03-08', '02:30', 'America/New_York'],
        ['2026-09-05', '24:00', 'America/Santiago'],
        ['2026-03-28', '24:00', 'Atlantic/Azores'],
        ['2026-03-29', '01:30', 'Europe/London'],
        ['2026-04-23', '24:00', 'Africa/Cairo'],
      ] as const
    ).map(([date, time, zone]) => new Date(instantOf(date, time, zone)).toISOString());
    expect(moments).toEqual([
      '2026-03-08T07:30:00.000Z',
      '2026-09-06T04:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-04-23T22:00:00.000Z',
    ]);
  });

  it('mean the second of two equal times of an autumn night, east and west of Greenwich', () => {
    const moments = (
      [
        ['2026-10-25', '01:30', 'Europe/London'],
        ['2026-10-25', '02:30', 'Europe/Berlin'],
        ['2026-11-01', '01:30', 'America/New_York'],
        ['2026-11-01', '01:00', 'America/Los_Angeles'],
        ['2026-04-04', '23:30', 'America/Santiago'],
        ['2026-04-05', '01:45', 'Australia/Lord_Howe'],
      ] as const
    ).map(([date, time, zone]) => new Date(instantOf(date, time, zone)).toISOString());
    expect(moments).toEqual([
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
      '2026-11-01T09:00:00.000Z',
      '2026-04-05T03:30:00.000Z',
      '2026-04-04T15:15:00.000Z',
    ]);
  });

  it('mean it in every zone, on every night, and any other time is the one that it says', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 25_000 }),
        fc.nat(24 * 4 - 1),
        fc.constantFrom(...zones),
        (day, quarter, zone) => {
          const date = addDays('1970-01-01', day);
          const ms = quarter * 900_000;
          const moment = instantAt(date, ms, zone);
          const said = (instant: number): unknown => [dateIn(instant, zone), timeOfDay(instant, zone)];
          const later = [1, 2, 3, 4, 8].map((more) => moment + more * 900_000);
          for (const one of later) expect(said(one)).not.toEqual([date, ms]);
          // What the clock skips is said by nobody.
          if (timeOfDay(moment, zone) !== ms) expect(said(moment - 900_000)).not.toEqual([date, ms]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never end before their day or after the next one, and times of a day keep their order, in any zone', () => {
    const zones = [
      'Asia/Shanghai',
      'Europe/London',
      'America/New_York',
      'America/Santiago',
      'Atlantic/Azores',
      'Australia/Lord_Howe',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 18_000, max: 24_000 }),
        fc.nat(1_439),
        fc.nat(1_439),
        fc.constantFrom(...zones),
        (day, a, b, zone) => {
          const time = (minute: number): string =>
            `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const date = addDays('1970-01-01', day);
          const [from, to] = [instantOf(date, time(Math.min(a, b)), zone), instantOf(date, time(Math.max(a, b)), zone)];
          expect([dateIn(from, zone), dateIn(to, zone)]).toEqual([date, date]);
          // Where the clock is put back, what comes twice is taken as the second: an earlier time may lie after it.
          expect(from).toBeLessThanOrEqual(to + 3_600_000);
        },
      ),
    );
  });

  it('are those of the zone before 1970, at odd offsets, and until the very change of the clocks', () => {
    expect([
      dateIn(at('1969-12-31T17:00:00Z'), 'Asia/Shanghai'),
      timeOfDay(at('1960-06-01T02:00:00.250Z'), 'UTC'),
    ]).toEqual(['1970-01-01', 2 * 3_600_000 + 250]);
    const offset = (text: string, zone: string): number => offsetAt(at(text), zone) / 60_000;
    expect([
      offset('2026-07-01T00:00:00Z', 'Asia/Kathmandu'),
      offset('2026-03-29T00:59:59Z', 'Europe/London'),
      offset('2026-03-29T01:00:00Z', 'Europe/London'),
    ]).toEqual([345, 0, 60]);
    expect(instantOf('2026-10-25', '03:00', 'Europe/London')).toBe(at('2026-10-25T03:00:00Z'));
  });

  it('of months end with the month where it is shorter, over the ends of years and leap days', () => {
    expect([
      addMonths('2026-12-31', 2),
      addMonths('2027-12-31', 2),
      addMonths('2026-03-31', -1),
      addMonths('2026-05-15', 12),
      addMonths('2026-10-31', 1),
    ]).toEqual(['2027-02-28', '2028-02-29', '2026-02-28', '2027-05-15', '2026-11-30']);
  });

  it('agree with the calendar for any day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (days) => {
        expect(addDays('1970-01-01', days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });
});
