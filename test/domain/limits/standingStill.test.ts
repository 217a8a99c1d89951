import { describe, expect, it } from 'vitest';
import { nextTimer } from '../../../domain/clocks/nextTimer.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { at, CalendarCase, closure, lifted, notice, published } from '../../support/rules/calendarCase.ts';

const HOUR = 3_600_000;
const WAIT = { reason: 'mistake' };

/** Rules with one kind of pause. */
function waiting(max?: Limit, over: Partial<EnginePack> = {}): Partial<EnginePack> {
  const businessHours = [{ from: '09:00', to: '17:00' }];
  return {
    businessHours,
    pauses: { wait: { title: 'Waiting', clocks: ['reply'], ...(max === undefined ? {} : { max }) } },
    ...over,
  };
}

function paused(opened: string, limit: Limit, from: string, to: string, clock: Partial<ClockDef> = {}): CalendarCase {
  return new CalendarCase(opened, limit, waiting(), clock).does(from, 'pause', WAIT).does(to, 'resume');
}

describe('a pause is counted in the unit of each kind of limit', () => {
  // Opened on Monday 2026-11-09; paused from Friday 13th 16:00 to Monday 16th 10:00.
  const over = (limit: Limit, clock: Partial<ClockDef> = {}): CalendarCase =>
    paused('2026-11-09T10:00:00', limit, '2026-11-13T16:00:00', '2026-11-16T10:00:00', clock);

  it('hours: every hour of it', () => {
    expect(over({ kind: 'elapsed', ms: 200 * HOUR }).clock.dueAt).toBe(at('2026-11-09T10:00:00') + 266 * HOUR);
  });

  it('business hours: one on Friday, one on Monday, and not a minute of the weekend', () => {
    // 50 hours from Monday 10:00 end on Tuesday of the next week at 12:00.
    const one = over({ kind: 'business-hours', ms: 50 * HOUR });
    expect(one.clock.dueAt).toBe(at('2026-11-17T14:00:00'));
  });

  it('working days: what of Friday and Monday was left, less than one day', () => {
    const one = over({ kind: 'working-days', days: 8 });
    expect(one.clock.dueAt).toBe(at('2026-11-20T00:00:00'));
  });

  it('calendar days and weeks: two whole days of the weekend', () => {
    expect(over({ kind: 'days', days: 14 }).clock.dueAt).toBe(at('2026-11-26T00:00:00'));
  });

  it('months: whole days as well', () => {
    expect(over({ kind: 'months', months: 1 }).clock.dueAt).toBe(at('2026-12-12T00:00:00'));
  });

  it('days that keep their time: whole days at the same time of day, at midnight too', () => {
    expect(over({ kind: 'days', days: 8, keepTime: true }).clock.dueAt).toBe(at('2026-11-19T10:00:00'));
    // Opened at 00:00 on Monday, due at 00:00 on Friday 20th; two days on is a Sunday, so it rolls to Monday.
    const midnight = paused(
      '2026-11-09T00:00:00',
      { kind: 'days', days: 11, keepTime: true, roll: true },
      '2026-11-10T00:00:00',
      '2026-11-12T00:00:00',
    );
    expect(midnight.clock.dueAt).toBe(at('2026-11-23T00:00:00'));
  });

  it('a moment in a field: by the hour', () => {
    const one = new CalendarCase('2026-11-09T10:00:00', { kind: 'field', field: 'promisedAt' }, waiting(undefined), {
      start: [{ on: 'promised' }],
    });
    one.does('2026-11-09T11:00:00', 'promise', { promisedAt: at('2026-11-20T10:00:00') }, 'handler');
    one.does('2026-11-13T16:00:00', 'pause', WAIT).does('2026-11-16T10:00:00', 'resume');
    expect(one.clock.dueAt).toBe(at('2026-11-20T10:00:00') + 66 * HOUR);
  });

  it('a range: what is aimed at moves with what is owed, unless it was passed before', () => {
    const range = { target: { kind: 'working-days', days: 5 } } as const;
    const limit = { kind: 'working-days', days: 8 } as const;
    const long = paused('2026-11-09T10:00:00', limit, '2026-11-11T10:00:00', '2026-11-13T10:00:00', range);
    expect([long.clock.targetAt, long.clock.dueAt]).toEqual([at('2026-11-19T00:00:00'), at('2026-11-24T00:00:00')]);
    const late = paused('2026-11-09T10:00:00', limit, '2026-11-17T10:00:00', '2026-11-19T10:00:00', range);
    expect([late.clock.targetAt, late.clock.dueAt]).toEqual([at('2026-11-17T00:00:00'), at('2026-11-24T00:00:00')]);
  });
});

describe('a last day that rolls', () => {
  it('is counted on from the day before it rolled, so that many short pauses win nothing', () => {
    // Due Friday 20th; one day on is Saturday, which rolls to Monday; two days on is Sunday, which rolls to the same
    // Monday.
    const one = new CalendarCase('2026-11-09T10:00:00', { kind: 'days', days: 11, roll: true }, waiting());
    const dues = [one.clock.dueAt];
    for (const day of ['10', '12', '14', '16']) {
      one.does(`2026-11-${day}T10:00:00`, 'pause', WAIT).does(`2026-11-${Number(day) + 1}T10:00:00`, 'resume');
      dues.push(one.clock.dueAt);
    }
    expect(dues).toEqual(['21', '24', '24', '24', '25'].map((day) => at(`2026-11-${day}T00:00:00`)));
  });

  it('rolls by the published days again when a year comes out', () => {
    // 30 days from 2026-12-04 end on Sunday 2027-01-03 and roll to Monday; a pause of one day leaves it there.
    const one = paused(
      '2026-12-04T10:00:00',
      { kind: 'days', days: 30, roll: true },
      '2026-12-08T10:00:00',
      '2026-12-09T10:00:00',
    );
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2027-01-05T00:00:00'), true]);
    one.told('2026-12-10T10:00:00', notice(published(['2027-01-04', '2027-01-05'], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2027-01-07T00:00:00'), undefined]);
  });
});

describe('a pause that carries a due moment into days not published yet', () => {
  it('makes it provisional, with the calendar version', () => {
    const one = new CalendarCase('2026-11-20T10:00:00', { kind: 'working-days', days: 5 }, waiting());
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-11-28T00:00:00'), undefined]);
    one.does('2026-11-23T10:00:00', 'pause', WAIT).does('2026-11-25T10:00:00', 'resume');
    expect(one.clock).toMatchObject({
      dueAt: at('2026-12-02T00:00:00'),
      provisional: true,
      calendarVersion: one.pack.calendar?.version,
    });
    expect(one.moves().at(-1)).toMatchObject({
      data: { provisional: true, calendarVersion: one.pack.calendar?.version },
    });
    one.told('2026-11-30T10:00:00', notice(published([], [])));
    expect([one.clock.dueAt, one.clock.provisional]).toEqual([at('2026-12-02T00:00:00'), undefined]);
  });
});

describe('the longest total of a pause', () => {
  const TWO: Limit = { kind: 'working-days', days: 2 };
  const LONG: Limit = { kind: 'elapsed', ms: 400 * HOUR };

  it('is counted again when a year comes out while the clocks stand still, with the old and the new end', () => {
    const one = new CalendarCase('2026-12-28T10:00:00', LONG, waiting(TWO)).does('2026-12-30T10:00:00', 'pause', WAIT);
    // Thursday 31st, Friday the 1st is off, then Monday the 4th.
    expect(one.state.paused?.until).toBe(at('2027-01-04T10:00:00'));
    expect(nextTimer(one.pack, one.state)).toMatchObject({
      key: 'resume/wait',
      provisional: one.pack.calendar?.version,
    });
    const calendar = published(['2027-01-04', '2027-01-05'], []);
    one.told('2026-12-31T10:00:00', notice(calendar));
    expect(one.events.filter((event) => event.type === 'PauseMoved')).toMatchObject([
      {
        data: {
          kind: 'wait',
          from: at('2027-01-04T10:00:00'),
          to: at('2027-01-06T10:00:00'),
          reason: 'calendar',
          detail: expect.stringContaining(calendar.version),
        },
      },
    ]);
    one.until('2027-01-05T12:00:00');
    expect(one.clock.status).toBe('paused');
    one.until('2027-01-06T12:00:00');
    expect([one.clock.status, one.clock.dueAt]).toEqual(['running', at('2026-12-28T10:00:00') + (400 + 7 * 24) * HOUR]);
  });

  it('is counted again when an order closes days, and comes back when the order is lifted', () => {
    const one = new CalendarCase('2026-11-16T10:00:00', LONG, waiting(TWO)).does('2026-11-17T10:00:00', 'pause', WAIT);
    expect(one.state.paused?.until).toBe(at('2026-11-19T10:00:00'));
    one.told('2026-11-17T12:00:00', closure('2026-11-18', '2026-11-19'));
    expect(one.state.paused?.until).toBe(at('2026-11-23T10:00:00'));
    one.told('2026-11-17T13:00:00', lifted);
    expect(one.state.paused?.until).toBe(at('2026-11-19T10:00:00'));
  });

  it('that the new days have used up already ends at once, and not before', () => {
    const one = new CalendarCase('2026-11-16T10:00:00', LONG, waiting(TWO)).does('2026-11-17T10:00:00', 'pause', WAIT);
    one
      .told('2026-11-17T12:00:00', closure('2026-11-18', '2026-11-19'))
      .told('2026-11-20T15:00:00', lifted)
      .until('2026-11-20T15:00:00');
    const resumed = one.events.filter((event) => event.type === 'ClocksResumed');
    expect(resumed).toMatchObject([{ at: at('2026-11-20T15:00:00'), data: { until: at('2026-11-20T15:00:00') } }]);
    expect(one.clock.dueAt).toBe(at('2026-11-16T10:00:00') + (400 + 77) * HOUR);
  });

  it('stays where it is when the days that it is counted with do not change, and in hours', () => {
    const days = new CalendarCase('2026-11-16T10:00:00', LONG, waiting(TWO)).does('2026-11-17T10:00:00', 'pause', WAIT);
    const hours = new CalendarCase('2026-11-16T10:00:00', LONG, waiting({ kind: 'elapsed', ms: 48 * HOUR })).does(
      '2026-11-17T10:00:00',
      'pause',
      WAIT,
    );
    for (const [one, days_] of [
      [days, ['2026-11-26']],
      [hours, ['2026-11-18']],
    ] as const) {
      one.told('2026-11-17T12:00:00', closure(...days_));
      expect([one.state.paused?.until, one.events.some((event) => event.type === 'PauseMoved')]).toEqual([
        at('2026-11-19T10:00:00'),
        false,
      ]);
    }
  });

  it('takes off what earlier pauses of the kind have used', () => {
    const one = new CalendarCase('2026-12-28T10:00:00', LONG, waiting(TWO));
    one
      .does('2026-12-28T12:00:00', 'pause', WAIT)
      .does('2026-12-29T12:00:00', 'resume')
      .does('2026-12-31T10:00:00', 'pause', WAIT);
    expect(one.state.paused?.until).toBe(at('2027-01-04T10:00:00'));
    one.told('2026-12-31T12:00:00', notice(published(['2027-01-04'], [])));
    expect(one.state.paused?.until).toBe(at('2027-01-05T10:00:00'));
  });
});

describe('a clock that stands still when a year comes out', () => {
  it('is not past due while what was left of it when it stopped lies ahead', () => {
    // Due on Thursday 2027-01-07 at the end, stopped on the 4th; Saturday and Sunday turn out to be worked, which
    // brings it to the 5th.
    const one = new CalendarCase('2026-12-30T10:00:00', { kind: 'working-days', days: 5 }, waiting()).does(
      '2027-01-04T10:00:00',
      'pause',
      WAIT,
    );
    expect(one.clock.dueAt).toBe(at('2027-01-08T00:00:00'));
    one.told('2027-01-07T10:00:00', notice(published([], ['2027-01-02', '2027-01-03'])));
    expect([one.clock.dueAt, one.clock.calendarAdjusted]).toEqual([at('2027-01-06T00:00:00'), undefined]);
    one.does('2027-01-08T10:00:00', 'resume');
    expect([one.clock.status, one.clock.dueAt]).toEqual(['running', at('2027-01-12T00:00:00')]);
  });
});
