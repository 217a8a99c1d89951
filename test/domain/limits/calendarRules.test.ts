import { describe, expect, it } from 'vitest';
import { businessHoursDue, businessMsBetween } from '../../../domain/limits/businessHours.ts';
import {
  addWorkingDays,
  dayState,
  isProvisional,
  isSettled,
  isWeekend,
  trimCalendar,
  workingDayFrom,
  workingDaysBetween,
  type CalendarDays,
} from '../../../domain/time/calendar.ts';
import { calendarOf, limitContext } from '../../../domain/limits/caseCalendar.ts';
import { dueOf } from '../../../domain/limits/limit.ts';
import type { Due, LimitContext } from '../../../domain/limits/due.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { afterCounted, allowance, countedBetween } from '../../../domain/limits/countedTime.ts';
import { HOUR } from '../../support/rules/specification.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const DAY = 24 * HOUR;

/**
 * November and December 2026 in an invented land: the 26th is a feast, Saturday the 28th is worked for it, and December
 * waits for the next year.
 */
const land: CalendarDays = {
  layers: ['land'],
  version: 'land-1',
  years: [2026],
  off: { '2026-11-26': 'a feast' },
  work: { '2026-11-28': 'worked for the feast' },
  openFrom: '12-01',
};
const hours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const context: LimitContext = { timezone: 'Asia/Shanghai', fields: {}, calendar: land, businessHours: hours };
const { calendar: _calendar, ...noCalendar } = context;

function due(limit: Limit, start: string, with_: LimitContext = context): Due {
  const found = dueOf(limit, at(start), with_);
  if (found === undefined) throw new Error('the limit has no due moment');
  return found;
}

/** Parts as `from..to reason detail`, local times. */
function parts({ because }: Due): readonly string[] {
  const text = (instant: number): string => new Date(instant + 8 * HOUR).toISOString().slice(5, 16);
  return because.map(
    ({ from, to, reason, detail }) => `${text(from)}..${text(to)} ${reason}${detail === undefined ? '' : ` ${detail}`}`,
  );
}

describe('a calendar', () => {
  it('is settled for a published year, up to the day from which the next year may still set days', () => {
    const settled = (date: string, days = land): boolean => isSettled(days, date);
    expect([
      settled('2026-11-30'),
      settled('2026-12-01'),
      settled('2026-12-31'),
      settled('2025-06-01'),
      settled('2027-06-01'),
    ]).toStrictEqual([true, false, false, false, false]);
    expect([
      settled('2026-12-31', { ...land, years: [2026, 2027] }),
      settled('2027-12-31', { ...land, years: [2026, 2027] }),
    ]).toStrictEqual([true, false]);
    const { openFrom: _open, ...whole } = land;
    expect([settled('2026-12-31', whole), settled('2027-01-01', whole)]).toStrictEqual([true, false]);
    expect([
      settled('2027-01-04', { ...land, closed: ['2027-01-04'] }),
      settled('2027-01-05', { ...land, closed: ['2027-01-04'] }),
    ]).toStrictEqual([true, false]);
    expect(
      ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-12-24'].map((day) => dayState(land, day)),
    ).toStrictEqual(['off', 'work', 'work', 'off', 'unpublished']);
  });

  it('waits for its year when any day from the first to the last does, both with it', () => {
    expect([
      isProvisional(land, '2026-11-24', '2026-11-30'),
      isProvisional(land, '2026-11-24', '2026-12-01'),
      isProvisional(land, '2026-12-01', '2026-12-01'),
      isProvisional(land, '2025-12-31', '2026-01-01'),
    ]).toStrictEqual([false, true, true, true]);
  });

  it('knows Saturdays and Sundays of any year', () => {
    const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
    expect(week.map(isWeekend)).toStrictEqual([false, false, false, false, false, true, true]);
    expect(
      ['1969-12-26', '1969-12-27', '1969-12-28', '1969-12-29', '1970-01-01', '1970-01-03'].map(isWeekend),
    ).toStrictEqual([false, true, true, false, false, true]);
  });

  it('counts to the next working day, this one with it, and any number of days forth and back', () => {
    expect([
      workingDayFrom(land, '2026-11-26'),
      workingDayFrom(land, '2026-11-27'),
      workingDayFrom(land, '2026-11-29'),
    ]).toStrictEqual(['2026-11-27', '2026-11-27', '2026-11-30']);
    expect([
      addWorkingDays(land, '2026-11-25', 0),
      addWorkingDays(land, '2026-11-25', 2),
      addWorkingDays(land, '2026-11-30', -1),
      addWorkingDays(land, '2026-11-27', -1),
    ]).toStrictEqual(['2026-11-25', '2026-11-28', '2026-11-28', '2026-11-25']);
    expect([
      workingDaysBetween(land, '2026-11-25', '2026-11-25'),
      workingDaysBetween(land, '2026-11-25', '2026-11-28'),
      workingDaysBetween(land, '2026-11-28', '2026-11-25'),
    ]).toStrictEqual([0, 2, -2]);
  });

  it('travels with a case as the years that the case may need, both ends with them', () => {
    const wide = {
      ...land,
      years: [2024, 2025, 2026, 2027],
      off: { '2024-12-31': 'a', '2025-01-01': 'b', '2026-11-26': 'c', '2027-01-01': 'd' },
      work: { '2024-12-28': 'e', '2026-12-31': 'f', '2027-01-02': 'g' },
    };
    expect(trimCalendar(wide, 2025, 2026)).toStrictEqual({
      ...land,
      years: [2025, 2026],
      off: { '2025-01-01': 'b', '2026-11-26': 'c' },
      work: { '2026-12-31': 'f' },
    });
  });
});

describe('a case under orders that close days', () => {
  const storm = { order: 'o1', days: ['2026-11-26', '2026-11-27', '2026-11-28'] };
  it('rests on them; a day that is off anyway keeps its own reason, and a worked Saturday is worked no more', () => {
    expect(
      calendarOf(ledgerPack, { calendar: land, closures: [storm, { order: 'o2', days: ['2027-01-04'] }] }),
    ).toStrictEqual({
      ...land,
      version: 'land-1+o1+o2',
      off: { '2026-11-26': 'a feast', '2026-11-27': 'o1', '2026-11-28': 'o1', '2027-01-04': 'o2' },
      work: {},
      closed: [...storm.days, '2027-01-04'],
    });
    expect(calendarOf(ledgerPack, { closures: [{ order: 'o1', days: ['2026-11-27'] }] })).toMatchObject({
      off: { '2026-11-27': 'o1' },
      version: 'test-1+o1',
    });
    const worked = calendarOf(ledgerPack, { calendar: land, closures: [{ order: 'o1', days: ['2026-11-27'] }] });
    expect(worked?.work).toStrictEqual(land.work);
  });

  it('is counted with its own days or those of the pack, and with none where the pack has none', () => {
    const { calendar: _days, ...bare } = ledgerPack;
    expect([
      calendarOf(ledgerPack, {}),
      calendarOf(ledgerPack, { calendar: land }),
      calendarOf(ledgerPack, { calendar: land, closures: [] }),
    ]).toStrictEqual([ledgerPack.calendar, land, land]);
    expect(calendarOf(bare, { closures: [storm] })).toBeUndefined();
    expect(limitContext(bare, { fields: { a: 1 } })).toStrictEqual({ timezone: 'Asia/Shanghai', fields: { a: 1 } });
    expect(limitContext({ ...ledgerPack, businessHours: hours }, { fields: {}, calendar: land })).toStrictEqual(
      context,
    );
  });
});

describe('hours of business', () => {
  it('may last until 24:00, or over midnight: then they belong to the day on which they begin', () => {
    const due = (from: string, to: string, count: number, start: string): string => {
      const days = { ...context, businessHours: [{ from, to }] };
      const at = businessHoursDue(count * HOUR, Date.parse(`${start}+08:00`), days)?.at ?? 0;
      return new Date(at + 8 * HOUR).toISOString().slice(0, 16);
    };
    expect(due('00:00', '24:00', 4, '2026-11-23T22:00:00')).toBe('2026-11-24T02:00');
    expect(due('22:00', '06:00', 4, '2026-11-23T23:00:00')).toBe('2026-11-24T03:00');
    expect(due('22:00', '06:00', 4, '2026-11-24T04:00:00')).toBe('2026-11-25T00:00');
    const night = { ...context, businessHours: [{ from: '22:00', to: '06:00' }] };
    const open = [Date.parse('2026-11-24T03:00:00+08:00'), Date.parse('2026-11-24T23:00:00+08:00')] as const;
    expect(businessMsBetween(...open, night)).toBe(4 * HOUR);
  });

  const limit = (count: number): Limit => ({ kind: 'business-hours', ms: count * HOUR });

  it('are explained with each stretch that is open and each that is shut, and no empty one', () => {
    expect(parts(due(limit(5), '2026-11-25T16:30:00'))).toStrictEqual([
      '11-25T16:30..11-25T17:30 business-hours 2026-11-25',
      '11-25T17:30..11-27T09:00 closed-hours',
      '11-27T09:00..11-27T12:00 business-hours 2026-11-27',
      '11-27T12:00..11-27T13:30 closed-hours',
      '11-27T13:30..11-27T14:30 business-hours 2026-11-27',
    ]);
    expect(parts(due(limit(1), '2026-11-25T17:30:00'))).toStrictEqual([
      '11-25T17:30..11-27T09:00 closed-hours',
      '11-27T09:00..11-27T10:00 business-hours 2026-11-27',
    ]);
    expect(parts(due(limit(3), '2026-11-25T09:00:00'))).toStrictEqual([
      '11-25T09:00..11-25T12:00 business-hours 2026-11-25',
    ]);
  });

  it('say with which calendar they were counted, and whether any of the days still waits for it', () => {
    expect(due(limit(3), '2026-11-25T09:00:00')).toMatchObject({ calendarVersion: 'land-1' });
    expect('provisional' in due(limit(7), '2026-11-30T09:00:00')).toBe(false);
    expect(due(limit(8), '2026-11-30T09:00:00').provisional).toBe(true);
  });

  it('never come where a pack has none, and are not counted without a calendar', () => {
    const { businessHours: _hours, ...shut } = context;
    expect(businessHoursDue(HOUR, at('2026-11-25T09:00:00'), shut)).toBeUndefined();
    expect(() => businessHoursDue(HOUR, 0, noCalendar)).toThrow(
      'business hours are counted with a calendar, and the pack came without one',
    );
  });

  it('between two moments are those of the first and the last day as well', () => {
    const between = (from: string, to: string): number => businessMsBetween(at(from), at(to), context) / HOUR;
    expect([
      between('2026-11-25T08:00:00', '2026-11-25T18:00:00'),
      between('2026-11-25T11:00:00', '2026-11-25T14:00:00'),
      between('2026-11-25T12:30:00', '2026-11-25T13:00:00'),
      between('2026-11-25T17:00:00', '2026-11-27T09:30:00'),
      between('2026-11-25T17:00:00', '2026-11-28T10:00:00'),
      between('2026-11-25T17:30:00', '2026-11-27T00:00:00'),
    ]).toStrictEqual([7, 1.5, 0, 1, 8.5, 0]);
    expect(businessMsBetween(0, DAY, noCalendar)).toBe(0);
  });
});

describe('a limit of working days', () => {
  const limit: Limit = { kind: 'working-days', days: 3 };
  it('names the days that were counted and those that were not', () => {
    expect(parts(due(limit, '2026-11-25T10:00:00'))).toStrictEqual([
      '11-25T10:00..11-26T00:00 start-day',
      '11-26T00:00..11-27T00:00 rest-day 2026-11-26 a feast',
      '11-27T00:00..11-28T00:00 day 2026-11-27',
      '11-28T00:00..11-29T00:00 day 2026-11-28 worked for the feast',
      '11-29T00:00..11-30T00:00 weekend 2026-11-29',
      '11-30T00:00..12-01T00:00 day 2026-11-30',
    ]);
    expect(parts(due({ ...limit, end: '17:30' }, '2026-11-20T10:00:00')).slice(1)).toStrictEqual([
      '11-21T00:00..11-23T00:00 weekend 2026-11-21..2026-11-22',
      '11-23T00:00..11-25T17:30 day 2026-11-23..2026-11-25',
    ]);
  });

  it('is provisional when the start day or the last one waits for its calendar, and only then', () => {
    expect(
      ['2026-11-25', '2026-11-27', '2025-12-31', '2026-12-01'].map(
        (day) => due(limit, `${day}T10:00:00`).provisional ?? false,
      ),
    ).toStrictEqual([false, true, true, true]);
    expect('provisional' in due(limit, '2026-11-25T10:00:00')).toBe(false);
    expect(due(limit, '2026-11-25T10:00:00').calendarVersion).toBe('land-1');
  });

  it('is not counted without a calendar', () => {
    expect(() => dueOf(limit, 0, noCalendar)).toThrow(
      'working days are counted with a calendar, and the pack came without one',
    );
  });
});

describe('a limit of days', () => {
  it('that rolls is explained with the last day and the day it rolled to', () => {
    expect(parts(due({ kind: 'days', days: 1, roll: true }, '2026-11-25T10:00:00'))).toStrictEqual([
      '11-25T10:00..11-26T00:00 start-day',
      '11-26T00:00..11-27T00:00 day 1',
      '11-27T00:00..11-28T00:00 roll 2026-11-27',
    ]);
    expect(parts(due({ kind: 'days', days: 2, roll: true, end: '17:30' }, '2026-11-25T10:00:00'))).toStrictEqual([
      '11-25T10:00..11-26T00:00 start-day',
      '11-26T00:00..11-27T17:30 day 2',
    ]);
  });

  it('that keeps its time of day is one part, and its roll keeps the time too', () => {
    expect(parts(due({ kind: 'days', days: 1, keepTime: true, roll: true }, '2026-11-25T10:20:30'))).toStrictEqual([
      '11-25T10:20..11-26T10:20 day 2026-11-26',
      '11-26T10:20..11-27T10:20 roll 2026-11-27',
    ]);
    expect(due({ kind: 'days', days: 1, keepTime: true }, '2026-11-25T10:20:30').at).toBe(at('2026-11-26T10:20:30'));
  });

  it('in months names its last day', () => {
    expect(parts(due({ kind: 'months', months: 2 }, '2026-12-31T10:00:00'))).toStrictEqual([
      '12-31T10:00..01-01T00:00 start-day',
      '01-01T00:00..03-01T00:00 day 2027-02-28',
    ]);
  });

  it('counts with a calendar only where it rolls, and is provisional only where it rolls over days that wait', () => {
    expect(due({ kind: 'days', days: 1 }, '2026-11-25T10:00:00')).not.toHaveProperty('calendarVersion');
    expect(due({ kind: 'days', days: 1, roll: true }, '2026-11-25T10:00:00', noCalendar)).toStrictEqual(
      due({ kind: 'days', days: 1 }, '2026-11-25T10:00:00'),
    );
    const rolled = due({ kind: 'days', days: 5, roll: true }, '2026-11-24T10:00:00');
    expect([rolled.at, rolled.calendarVersion, 'provisional' in rolled]).toStrictEqual([
      at('2026-12-01T00:00:00'),
      'land-1',
      false,
    ]);
    expect(due({ kind: 'days', days: 10, roll: true }, '2026-11-24T10:00:00').provisional).toBe(true);
  });
});

describe('a limit that is no span', () => {
  it('is the moment in a field of the case, when that is one', () => {
    const limit: Limit = { kind: 'field', field: 'promisedAt' };
    expect(dueOf(limit, 5, { ...context, fields: { promisedAt: 9 } })).toStrictEqual({
      at: 9,
      because: [{ from: 5, to: 9, reason: 'promise', detail: 'promisedAt' }],
    });
    expect(dueOf(limit, 5, { ...context, fields: { promisedAt: 'soon' } })).toBeUndefined();
  });

  it('is its start where nobody can miss it', () => {
    expect(dueOf({ kind: 'none' }, 5, context)).toStrictEqual({ at: 5, because: [] });
  });
});

describe('time that stands still', () => {
  const working: Limit = { kind: 'working-days', days: 3 };
  const open: Limit = { kind: 'business-hours', ms: HOUR };
  const elapsed: Limit = { kind: 'elapsed', ms: HOUR };
  const three: Limit = { kind: 'days', days: 3 };

  it('counts in the unit of the limit, from the first moment to the last', () => {
    const stood = (limit: Limit, from: string, to: string): number =>
      countedBetween(limit, at(from), at(to), context) / HOUR;
    expect([
      stood(elapsed, '2026-11-25T10:00:00', '2026-11-28T10:00:00'),
      stood(three, '2026-11-25T10:00:00', '2026-11-28T10:00:00'),
      stood(working, '2026-11-25T10:00:00', '2026-11-28T10:00:00'),
      stood(working, '2026-11-26T10:00:00', '2026-11-26T12:00:00'),
      stood(open, '2026-11-25T10:00:00', '2026-11-28T10:00:00'),
      stood(elapsed, '2026-11-25T10:00:00', '2026-11-25T09:00:00'),
      stood(working, '2026-11-25T10:00:00', '2026-11-25T10:00:00'),
    ]).toStrictEqual([72, 72, 14 + 24 + 10, 0, 6 + 7 + 1, 0, 0]);
    expect(countedBetween(working, at('2026-11-26T00:00:00'), at('2026-11-27T00:00:00'), noCalendar)).toBe(DAY);
  });

  it('has lasted as long as it may after as much of that unit', () => {
    const over = (limit: Limit, from: string, count: number): string =>
      new Date(afterCounted(limit, at(from), count * HOUR, context) + 8 * HOUR).toISOString().slice(5, 16);
    expect([over(elapsed, '2026-11-25T10:00:00', 30), over(three, '2026-11-25T10:00:00', 30)]).toStrictEqual([
      '11-26T16:00',
      '11-26T16:00',
    ]);
    expect([
      over(working, '2026-11-25T10:00:00', 14),
      over(working, '2026-11-25T10:00:00', 15),
      over(working, '2026-11-26T10:00:00', 1),
    ]).toStrictEqual(['11-26T00:00', '11-27T01:00', '11-27T01:00']);
    expect(over(open, '2026-11-25T16:30:00', 2)).toBe('11-27T10:00');
  });

  it('may last what the limit says, in days of 24 hours; a field or months say nothing', () => {
    expect(
      [
        elapsed,
        open,
        three,
        working,
        { kind: 'months', months: 2 } as const,
        { kind: 'field', field: 'x' } as const,
      ].map(allowance),
    ).toStrictEqual([HOUR, HOUR, 3 * DAY, 3 * DAY, 0, 0]);
  });
});
