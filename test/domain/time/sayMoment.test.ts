import { describe, expect, it } from 'vitest';
import { dueInBoth, momentInBoth, sayDue, sayMoment, sayTimeOfDay } from '../../../domain/time/sayMoment.ts';
import { instantOf } from '../../../domain/time/zone.ts';

const at = (text: string): number => Date.parse(text);
const both = (say: typeof sayDue, text: string, zone: string): readonly string[] => [
  say(at(text), zone, 'zh'),
  say(at(text), zone, 'en'),
];

describe('a due moment that ends a day', () => {
  it.each([
    [
      '2027-01-29T00:00:00+08:00',
      'Asia/Shanghai',
      '2027年1月28日 24:00 (北京时间)',
      '28 January 2027, 24:00 (Beijing time)',
    ],
    [
      '2027-01-01T00:00:00+08:00',
      'Asia/Shanghai',
      '2026年12月31日 24:00 (北京时间)',
      '31 December 2026, 24:00 (Beijing time)',
    ],
    [
      '2028-03-01T00:00:00Z',
      'Europe/London',
      '2028年2月29日 24:00 (格林尼治标准时间)',
      '29 February 2028, 24:00 (Greenwich Mean Time)',
    ],
    [
      '2026-07-01T00:00:00+01:00',
      'Europe/London',
      '2026年6月30日 24:00 (英国夏令时间)',
      '30 June 2026, 24:00 (British Summer Time)',
    ],
    [
      '2026-11-27T00:00:00-05:00',
      'America/New_York',
      '2026年11月26日 24:00 (北美东部标准时间)',
      '26 November 2026, 24:00 (Eastern Standard Time)',
    ],
    [
      '2026-11-27T00:00:00Z',
      'UTC',
      '2026年11月26日 24:00 (协调世界时)',
      '26 November 2026, 24:00 (Coordinated Universal Time)',
    ],
  ])('%s in %s is that day, 24:00', (moment, zone, zh, en) => {
    expect(both(sayDue, moment, zone)).toEqual([zh, en]);
  });

  it('is that day, 24:00, also where the clock skips the midnight after it or goes back to before it', () => {
    const end = (day: string, zone: string): string => sayDue(instantOf(day, '24:00', zone), zone, 'en');
    expect(end('2026-04-23', 'Africa/Cairo')).toBe('23 April 2026, 24:00 (Eastern European Standard Time)');
    expect(end('2026-09-05', 'America/Santiago')).toBe('5 September 2026, 24:00 (Chile Standard Time)');
    // 24:00 of daylight time is 23:00 of standard time: the day goes on for an hour.
    expect(sayDue(at('2026-04-05T03:00:00Z'), 'America/Santiago', 'en')).toBe(
      '4 April 2026, 23:00 (Chile Standard Time)',
    );
    expect(sayDue(at('2026-04-05T04:00:00Z'), 'America/Santiago', 'en')).toBe(
      '4 April 2026, 24:00 (Chile Standard Time)',
    );
  });

  it('is the end of the day in the zone that is asked for, and a time of day in another', () => {
    expect(sayDue(at('2027-01-28T16:00:00Z'), 'Asia/Shanghai', 'zh')).toBe('2027年1月28日 24:00 (北京时间)');
    expect(sayDue(at('2027-01-28T16:00:00Z'), 'Asia/Urumqi', 'en')).toMatch(/^28 January 2027, 22:00 \(.+\)$/);
  });
});

describe('a moment', () => {
  it('keeps its minutes, and its seconds where there are some', () => {
    expect(both(sayDue, '2026-11-23T18:05:00+08:00', 'Asia/Shanghai')).toEqual([
      '2026年11月23日 18:05 (北京时间)',
      '23 November 2026, 18:05 (Beijing time)',
    ]);
    expect(sayDue(at('2026-11-24T00:00:01+08:00'), 'Asia/Shanghai', 'zh')).toBe('2026年11月24日 00:00:01 (北京时间)');
    expect(sayDue(at('2026-11-23T23:59:59.999+08:00'), 'Asia/Shanghai', 'en')).toMatch(/^23 November 2026, 23:59:59 /);
  });

  it('at which something happens or begins at midnight is 00:00 of its own day', () => {
    expect(both(sayMoment, '2027-01-29T00:00:00+08:00', 'Asia/Shanghai')).toEqual([
      '2027年1月29日 00:00 (北京时间)',
      '29 January 2027, 00:00 (Beijing time)',
    ]);
  });

  it('that a clock shows twice in an autumn night is told apart by the name of the zone', () => {
    expect(sayDue(at('2026-10-25T00:30:00Z'), 'Europe/London', 'en')).toBe(
      '25 October 2026, 01:30 (British Summer Time)',
    );
    expect(sayDue(at('2026-10-25T01:30:00Z'), 'Europe/London', 'en')).toBe(
      '25 October 2026, 01:30 (Greenwich Mean Time)',
    );
  });

  it('in a zone without a name of its own has the offset', () => {
    expect(sayMoment(at('2026-11-23T10:00:00Z'), 'Etc/GMT-8', 'en')).toBe('23 November 2026, 18:00 (GMT+08:00)');
  });

  it('is said in both languages where the reader is not known yet', () => {
    const midnight = at('2026-10-25T00:00:00+01:00');
    expect(momentInBoth(midnight, 'Europe/London')).toEqual({
      zh: '2026年10月25日 00:00 (英国夏令时间)',
      en: '25 October 2026, 00:00 (British Summer Time)',
    });
    expect(dueInBoth(midnight, 'Europe/London')).toEqual({
      zh: '2026年10月24日 24:00 (英国夏令时间)',
      en: '24 October 2026, 24:00 (British Summer Time)',
    });
  });

  it('in a log of seconds is its time of day to the ms', () => {
    expect(sayTimeOfDay(at('2026-11-23T09:05:07.004+08:00'), 'Asia/Shanghai')).toBe('09:05:07.004');
    expect(sayTimeOfDay(at('2026-10-25T00:59:00Z'), 'Europe/London')).toBe('01:59:00.000');
  });

  it('that is none, or in no zone, is an error', () => {
    expect(() => sayDue(Number.NaN, 'Asia/Shanghai', 'en')).toThrow('Invalid moment');
    expect(() => sayDue(0, 'Mars/Olympus', 'en')).toThrow('Invalid time zone');
  });
});
