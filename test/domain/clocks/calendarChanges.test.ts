import { describe, expect, it } from 'vitest';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { allFacts } from '../../support/rules/facts.ts';
import { isOverdue } from '../../../domain/case/overdue.ts';
import type { Limit } from '../../../domain/pack/clockDef.ts';
import { at, CalendarCase as Case, closure, notice, published, SOURCE } from '../../support/rules/calendarCase.ts';

const THREE: Limit = { kind: 'working-days', days: 3 };

describe('a year that comes out while a case is open (G-calendar)', () => {
  // Assumed: 12-31 Thursday, 01-01 off, then Monday 01-04 and Tuesday 01-05.
  const opened = (): Case => new Case('2026-12-30T10:00:00', THREE);

  it('moves its clocks, with the old and the new due moment and the source', () => {
    const one = opened();
    expect([one.clock.provisional, one.clock.dueAt]).toEqual([true, at('2027-01-06T00:00:00')]);
    const calendar = published(['2027-01-04', '2027-01-05'], []);
    one.told('2026-12-30T12:00:00', notice(calendar));
    expect(one.moves()).toMatchObject([
      {
        data: {
          from: at('2027-01-06T00:00:00'),
          to: at('2027-01-08T00:00:00'),
          reason: 'calendar',
          calendarVersion: calendar.version,
        },
      },
    ]);
    expect(one.moves()[0]?.data.detail).toContain(SOURCE.title);
    expect([one.clock.provisional, one.clock.calendarVersion, one.state.calendarVersion]).toEqual([
      undefined,
      calendar.version,
      calendar.version,
    ]);
  });

  it('settles a provisional due moment that stays where it is, and tells nobody that it moved', () => {
    const one = opened().told('2026-12-30T12:00:00', notice(published([], [])));
    expect([one.moves(), one.clock.provisional]).toEqual([[], undefined]);
    expect(one.clock.calendarVersion).toBe(one.state.calendarVersion);
  });

  it('holds for clocks that start afterwards', () => {
    const one = new Case('2026-11-24T10:00:00', THREE);
    one.told('2026-11-25T10:00:00', notice(published(['2027-01-04'], [])));
    expect(evolveAll(undefined, one.events)).toEqual(one.state);
    expect(one.state.calendar?.years).toEqual([2025, 2026, 2027]);
  });

  it('is a calendar’s doing, not a person’s, when the new due moment has passed already', () => {
    // Saturday 01-02 turns out to be worked, and it is the Sunday after it.
    const one = opened().told('2027-01-05T10:00:00', notice(published([], ['2027-01-02', '2027-01-03'])));
    expect(one.moves()).toMatchObject([{ data: { to: at('2027-01-04T00:00:00'), calendarAdjusted: true } }]);
    const before = one.events.length;
    one.until('2027-01-05T10:00:00');
    expect([one.clock.status, one.clock.calendarAdjusted, isOverdue(one.state)]).toEqual(['missed', true, false]);
    expect(allFacts(one.pack, one.state)['clocks']).toMatchObject({ reply: { missed: false, calendarAdjusted: true } });
    const missed = one.events.find((event) => event.type === 'ClockMissed');
    expect([missed?.at, missed?.data.dueAt]).toEqual([at('2027-01-05T10:00:00'), at('2027-01-04T00:00:00')]);
    expect(
      one.events.slice(before).some((event) => event.type === 'RungFired' && event.data.lateBecause === 'suspended'),
    ).toBe(false);
  });

  it('takes back a lapse of a provisional due moment that the true one has not reached', () => {
    const one = opened().until('2027-01-06T09:00:00');
    expect([one.clock.status, isOverdue(one.state)]).toEqual(['missed', false]);
    one.told('2027-01-06T10:00:00', notice(published(['2027-01-04', '2027-01-05'], [])));
    expect([one.clock.status, one.clock.dueAt]).toEqual(['running', at('2027-01-08T00:00:00')]);
    one.until('2027-01-08T09:00:00');
    expect([one.clock.status, isOverdue(one.state)]).toEqual(['missed', true]);
  });

  it('counts a provisional lapse as a breach once the published calendar confirms it', () => {
    const one = opened()
      .until('2027-01-06T09:00:00')
      .told('2027-01-07T10:00:00', notice(published([], [])));
    expect([one.clock.status, isOverdue(one.state)]).toEqual(['missed', true]);
  });
});

describe('a province closed by a storm', () => {
  const storm = closure('2026-11-25', '2026-11-26');

  it('moves the case by the closed days, with the order in the explanation', () => {
    const one = new Case('2026-11-24T10:00:00', THREE);
    expect(one.clock.dueAt).toBe(at('2026-11-28T00:00:00'));
    one.told('2026-11-24T18:00:00', storm);
    expect(one.moves()).toMatchObject([
      {
        data: {
          from: at('2026-11-28T00:00:00'),
          to: at('2026-12-02T00:00:00'),
          reason: 'closure',
          detail: 'c1',
          provisional: true,
        },
      },
    ]);
    expect(one.clock.because).toContainEqual(
      expect.objectContaining({ reason: 'rest-day', detail: '2026-11-25..2026-11-26 c1' }),
    );
  });

  it('leaves hours and calendar days alone', () => {
    for (const limit of [
      { kind: 'elapsed', ms: 8 * 3_600_000 },
      { kind: 'days', days: 3 },
    ] as const) {
      const one = new Case('2026-11-24T10:00:00', limit).told('2026-11-24T11:00:00', storm);
      expect([one.moves(), one.state.closures?.length]).toEqual([[], 1]);
    }
  });
});
