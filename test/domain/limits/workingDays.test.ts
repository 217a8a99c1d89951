import { describe, expect, it } from 'vitest';
import { addWorkingDays, dayState } from '../../../domain/time/calendar.ts';
import { dueOf } from '../../../domain/limits/limit.ts';
import type { Due, LimitContext } from '../../../domain/limits/due.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import type { AuthoredLimit } from '../../../packs/schema/clockSchema.ts';
import { limitOf } from '../../../packs/schema/limitOf.ts';
import { shippedDays } from '../../support/rules/workCalendars.ts';

const CN = shippedDays('cn');
const HOURS = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];
const shanghai: LimitContext = { timezone: 'Asia/Shanghai', fields: {}, calendar: CN, businessHours: HOURS };
const london: LimitContext = {
  timezone: 'Europe/London',
  fields: {},
  calendar: shippedDays('gb-england-and-wales'),
  businessHours: [{ from: '09:00', to: '17:00' }],
};

function due(limit: Limit, start: string, context = shanghai): Due {
  const found = dueOf(limit, Date.parse(start), context);
  if (found === undefined) throw new Error('the limit has no due moment');
  return found;
}

/** Local date and time of a due moment, `24:00` for a midnight. */
function local(at: number, zone: string): string {
  const text = (instant: number): string =>
    new Date(instant).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return text(at).endsWith('00:00') ? `${text(at - 1).slice(0, 10)} 24:00` : text(at);
}

const workingDays = (days: number): Limit => ({ kind: 'working-days', days });
const ends = (days: number, date: string): string =>
  local(due(workingDays(days), `${date}T10:00:00+08:00`).at, 'Asia/Shanghai');

describe('working days on the mainland', () => {
  it('skip start day and long rest, count the working Saturday: 3 W from 2026-09-30 end on 2026-10-10', () => {
    expect(ends(3, '2026-09-30')).toBe('2026-10-10 24:00');
  });

  it.each([
    [2, '2026-02-13', '2026-02-24'],
    [1, '2026-02-13', '2026-02-14'],
    [3, '2026-02-14', '2026-02-26'],
    [2, '2026-02-27', '2026-03-02'],
    [3, '2025-01-24', '2025-02-05'],
    [2, '2025-09-29', '2025-10-09'],
    [3, '2025-09-30', '2025-10-11'],
    [2, '2024-02-08', '2024-02-18'],
    [1, '2024-02-03', '2024-02-04'],
    [3, '2024-09-29', '2024-10-09'],
    [2, '2020-01-22', '2020-02-03'],
    [3, '2020-01-23', '2020-02-05'],
    [2, '2015-09-02', '2015-09-07'],
    [1, '2026-01-01', '2026-01-04'],
    [1, '2026-05-08', '2026-05-09'],
    [7, '2026-11-24', '2026-12-03'],
    [60, '2025-11-24', '2026-02-24'],
  ])('%i from %s end on %s', (days, from, to) => {
    expect(ends(days, from)).toBe(`${to} 24:00`);
  });

  it('begun on a rest day count from the next working day', () => {
    expect(ends(1, '2026-10-03')).toBe('2026-10-08 24:00');
  });

  it('may end at close of business', () => {
    expect(
      local(due({ kind: 'working-days', days: 3, end: '17:30' }, '2026-09-30T10:00:00+08:00').at, 'Asia/Shanghai'),
    ).toBe('2026-10-10 17:30');
  });
});

describe('a day whose calendar is not out yet', () => {
  it('is neither work nor rest', () => {
    expect(
      ['2026-11-30', '2026-10-01', '2026-12-01', '2027-01-01', '2025-12-31', '2031-05-06'].map((day) =>
        dayState(CN, day),
      ),
    ).toEqual(['work', 'off', 'unpublished', 'unpublished', 'work', 'unpublished']);
  });

  it('makes a due moment in December provisional while the next year is unpublished', () => {
    expect(due(workingDays(3), '2026-12-21T10:00:00+08:00')).toMatchObject({ provisional: true });
    expect(due(workingDays(3), '2026-11-24T10:00:00+08:00').provisional).toBeUndefined();
    expect(due(workingDays(3), '2025-12-22T10:00:00+08:00').provisional).toBeUndefined();
  });

  it('is counted by the provisional rule: weekends, statutory days and those made up', () => {
    expect([
      addWorkingDays(CN, '2027-02-04', 1),
      addWorkingDays(CN, '2027-04-30', 1),
      addWorkingDays(CN, '2027-09-30', 1),
      addWorkingDays(CN, '2026-12-31', 1),
    ]).toEqual(['2027-02-11', '2027-05-05', '2027-10-06', '2027-01-04']);
  });

  it('is settled by then where no later notice can change it', () => {
    expect(due(workingDays(3), '2027-12-20T10:00:00Z', london).provisional).toBeUndefined();
  });
});

describe('working days elsewhere', () => {
  const third = (layer: string, zone: string, from: string): string =>
    local(due(workingDays(3), from, { timezone: zone, fields: {}, calendar: shippedDays(layer) }).at, zone);

  it('differ between England, Scotland and Northern Ireland', () => {
    expect(third('gb-england-and-wales', 'Europe/London', '2026-11-27T10:00:00Z')).toBe('2026-12-02 24:00');
    expect(third('gb-scotland', 'Europe/London', '2026-11-27T10:00:00Z')).toBe('2026-12-03 24:00');
    expect(third('gb-northern-ireland', 'Europe/London', '2026-03-16T10:00:00Z')).toBe('2026-03-20 24:00');
    expect(third('gb-scotland', 'Europe/London', '2026-06-12T10:00:00Z')).toBe('2026-06-18 24:00');
    expect(third('gb-england-and-wales', 'Europe/London', '2026-12-24T10:00:00Z')).toBe('2026-12-31 24:00');
  });

  it('keep the observed day of a holiday that falls on a weekend', () => {
    expect(third('us-federal', 'America/New_York', '2026-07-01T10:00:00-04:00')).toBe('2026-07-07 24:00');
  });
});

describe('one working day, the same time of day', () => {
  const boston: LimitContext = { timezone: 'America/New_York', fields: {}, calendar: shippedDays('us-federal') };
  const pickup = (limit: AuthoredLimit, opened: string): string =>
    local(due(limitOf({}, limit), opened, boston).at, boston.timezone);
  const sameTime = { workingDays: 1, keepTime: true } as const;

  it('is what was opened on Monday at 20:00 on Tuesday at 20:00, or at 08:30 where the pack says so', () => {
    expect(pickup(sameTime, '2026-11-09T20:00:00-05:00')).toBe('2026-11-10 20:00');
    expect(pickup({ workingDays: 1, endOfDay: '08:30' }, '2026-11-09T20:00:00-05:00')).toBe('2026-11-10 08:30');
  });

  it('goes over weekends, holidays and changes of the clocks', () => {
    expect(pickup(sameTime, '2026-10-30T20:00:00-04:00')).toBe('2026-11-02 20:00');
    expect(pickup(sameTime, '2026-11-10T20:00:00-05:00')).toBe('2026-11-12 20:00');
    expect(pickup({ workingDays: 1, endOfDay: '08:30' }, '2026-11-10T20:00:00-05:00')).toBe('2026-11-12 08:30');
    expect(pickup(sameTime, '2026-11-07T01:15:00-05:00')).toBe('2026-11-09 01:15');
  });
});

describe('weeks and months', () => {
  it('are calendar arithmetic: 8 weeks from 2026-09-07 16:40 London end at 16:40 London', () => {
    const { at } = due({ kind: 'days', days: 56, keepTime: true }, '2026-09-07T16:40:00+01:00', london);
    expect([new Date(at).toISOString(), at - Date.parse('2026-09-07T16:40:00+01:00')]).toEqual([
      '2026-11-02T16:40:00.000Z',
      1345 * 3_600_000,
    ]);
  });

  it('end with the last day otherwise, and roll only where the pack says so', () => {
    expect(local(due({ kind: 'days', days: 3 }, '2026-09-29T10:00:00+08:00').at, 'Asia/Shanghai')).toBe(
      '2026-10-02 24:00',
    );
    const rolled = due({ kind: 'days', days: 3, roll: true }, '2026-09-29T10:00:00+08:00');
    expect([local(rolled.at, 'Asia/Shanghai'), rolled.because.at(-1)?.reason]).toEqual(['2026-10-08 24:00', 'roll']);
    expect(
      local(due({ kind: 'days', days: 15, roll: true, end: '17:30' }, '2026-09-18T10:00:00+08:00').at, 'Asia/Shanghai'),
    ).toBe('2026-10-08 17:30');
    expect(local(due({ kind: 'months', months: 1 }, '2026-01-31T10:00:00+08:00').at, 'Asia/Shanghai')).toBe(
      '2026-02-28 24:00',
    );
    expect(
      local(
        due({ kind: 'months', months: 1, keepTime: true, roll: true }, '2026-01-31T10:00:00+08:00').at,
        'Asia/Shanghai',
      ),
    ).toBe('2026-02-28 10:00');
  });
});

describe('hours of business', () => {
  const hours = (count: number, start: string, context = shanghai): string =>
    local(due({ kind: 'business-hours', ms: count * 3_600_000 }, start, context).at, context.timezone);

  it('stop at lunch, at night and over the rest days', () => {
    expect(hours(4, '2026-09-30T10:00:00+08:00')).toBe('2026-09-30 15:30');
    expect(hours(3, '2026-09-30T09:00:00+08:00')).toBe('2026-09-30 12:00');
    expect(hours(4, '2026-09-30T16:30:00+08:00')).toBe('2026-10-08 12:00');
    expect(hours(1, '2026-10-03T16:30:00+08:00')).toBe('2026-10-08 10:00');
    expect(hours(1, '2026-10-10T07:00:00+08:00')).toBe('2026-10-10 10:00');
    expect(hours(2, '2026-10-23T16:00:00+01:00', london)).toBe('2026-10-26 10:00');
  });
});

describe('minutes and hours', () => {
  it('are elapsed time across a change of the clocks', () => {
    expect(
      local(due({ kind: 'elapsed', ms: 120 * 60_000 }, '2026-10-25T00:30:00+01:00', london).at, 'Europe/London'),
    ).toBe('2026-10-25 01:30');
    expect(local(due({ kind: 'elapsed', ms: 120 * 60_000 }, '2027-03-28T00:30:00Z', london).at, 'Europe/London')).toBe(
      '2027-03-28 03:30',
    );
  });
});
