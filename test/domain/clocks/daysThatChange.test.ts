import { describe, expect, it } from 'vitest';
import { movedByDays } from '../../../domain/clocks/calendarMove.ts';
import { changeCalendar, type CalendarChange } from '../../../domain/decide/changeCalendar.ts';
import type { CaseEvent } from '../../../domain/case/event.ts';
import type { CalendarDays } from '../../../domain/time/calendar.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { expectPlain, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

/** Registered on Monday 2026-11-23 at nine. */
const at = (text: string): number => Date.parse(`2026-${text}+08:00`);
const house = person('house-head');
const days: CalendarDays = { layers: ['test'], version: 'test-1', years: [2026], off: {}, work: {}, openFrom: '12-15' };

/** The ledger pack with one clock of working days, whose ladder and pauses are those of the test. */
function packWith(limit: Limit, over: Partial<ClockDef> = {}, more: Partial<EnginePack> = {}): EnginePack {
  const def: ClockDef = {
    id: 'own',
    title: 'Own',
    start: [{ on: 'accepted' }],
    stop: [{ on: 'step', step: 'reply' }],
    per: 'case',
    limit,
    ladder: 'plain',
    severity: 1,
    ...over,
  };
  return {
    ...ledgerPack,
    calendar: days,
    clocks: [def],
    pauses: { outside: { title: 'x', clocks: ['own'] } },
    businessHours: [{ from: '09:00', to: '17:00' }],
    ...more,
  };
}

const THREE: Limit = { kind: 'working-days', days: 3 };
const opened = (limit: Limit = THREE, over: Partial<ClockDef> = {}, more: Partial<EnginePack> = {}): Given =>
  new Given({ pack: packWith(limit, over, more) });
const off = (...dates: readonly string[]): CalendarDays => ({
  ...days,
  version: 'test-2',
  off: Object.fromEntries(dates.map((date) => [`2026-${date}`, 'a feast'])),
});
const storm = (order: string, ...dates: readonly string[]): CalendarChange => ({
  id: order,
  by: 'ops',
  kind: 'closure',
  order,
  days: dates.map((date) => `2026-${date}`),
  approver: 'chief',
});
const published = (calendar: CalendarDays, source: Readonly<Record<string, string>> = {}): CalendarChange => ({
  id: 'p',
  by: 'ops',
  kind: 'published',
  calendar,
  source: { calendar: 'test', year: 2026, title: 'The notice', date: '2026-11-01', ...source },
});

/** The case after an operator's word at a minute, and what moved. */
function told(
  given: Given,
  minute: number,
  notice: CalendarChange,
): readonly Extract<CaseEvent, { type: 'ClockMoved' }>['data'][] {
  const advance = changeCalendar(given.pack, given.state, notice, T0 + minute * MINUTE);
  expectPlain(advance);
  given.state = advance.state;
  given.events.push(...advance.events);
  return advance.events.flatMap((event) => (event.type === 'ClockMoved' ? [event.data] : []));
}

const local = (moment: number): string => new Date(moment + 8 * HOUR).toISOString().slice(5, 16);

describe('an operator’s word about days', () => {
  const kinds = (given: Given, notice: CalendarChange): readonly string[] =>
    changeCalendar(given.pack, given.state, notice, T0).events.map((event) => event.type);

  it('is recorded by the operator, with the source or the approver that anybody can look up', () => {
    const given = opened();
    told(given, 5, published(off('11-25')));
    expect(given.events.find((event) => event.type === 'CalendarPublished')).toMatchObject({
      id: 'p#1',
      at: T0 + 5 * MINUTE,
      actor: { id: 'ops', unit: '', roles: ['administrator'] },
      data: { calendar: off('11-25'), source: { title: 'The notice' } },
    });
    told(given, 6, storm('o1', '11-26'));
    expect(given.events.find((event) => event.type === 'ClosureOrdered')?.data).toStrictEqual({
      order: 'o1',
      days: ['2026-11-26'],
      approver: 'chief',
    });
    told(given, 7, { id: 'l', by: 'ops', kind: 'closure-lifted', order: 'o1' });
    expect(given.events.find((event) => event.type === 'ClosureLifted')?.data).toStrictEqual({ order: 'o1' });
  });

  it('is nothing new when it holds already, concerns other calendars, or lifts what was not ordered', () => {
    expect(kinds(opened(), published({ ...off('11-25'), version: 'test-1' }))).toStrictEqual([]);
    expect(kinds(opened(), published({ ...off('11-25'), layers: ['test', 'more'] }))).toStrictEqual([]);
    const given = opened();
    told(given, 5, published(off('11-25')));
    expect(kinds(given, published(off('11-25')))).toStrictEqual([]);
    expect(kinds(opened(), { id: 'l', by: 'ops', kind: 'closure-lifted', order: 'o1' })).toStrictEqual([]);
    told(given, 6, storm('o1', '11-26'));
    expect([
      kinds(given, storm('o1', '11-27')),
      kinds(given, { id: 'l', by: 'ops', kind: 'closure-lifted', order: 'o2' }),
    ]).toStrictEqual([[], []]);
    expect(kinds(given, storm('o2', '11-27'))).toContain('ClosureOrdered');
  });

  it('is nothing to a case without a calendar, or to one that has ended with nothing running', () => {
    const { calendar: _calendar, ...bare } = packWith({ kind: 'elapsed', ms: HOUR });
    expect(kinds(new Given({ pack: bare }), storm('o1', '11-25'))).toStrictEqual([]);
    const ended = (status: ClockState['status']): Given => {
      const given = opened();
      given.state = {
        ...given.state,
        stage: 'closed',
        clocks: given.state.clocks.map((clock) => ({ ...clock, status })),
      };
      return given;
    };
    const heard = (status: ClockState['status']): boolean => kinds(ended(status), storm('o1', '11-25')).length > 0;
    expect([heard('running'), heard('missed'), heard('met'), heard('late'), heard('cancelled')]).toStrictEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const idle = opened();
    idle.state = { ...idle.state, clocks: [] };
    expect(kinds(idle, storm('o1', '11-25'))).toStrictEqual(['ClosureOrdered']);
  });

  it('leaves the years before the published ones as the case had them', () => {
    const before = {
      ...days,
      years: [2024, 2025, 2026],
      off: { '2025-05-01': 'old', '2026-05-01': 'corrected' },
      work: { '2025-05-03': 'old', '2026-05-02': 'corrected' },
    };
    const given = opened(THREE, {}, { calendar: before });
    told(
      given,
      5,
      published({
        ...days,
        version: 'test-2',
        years: [2026, 2027],
        off: { '2026-10-01': 'new' },
        work: { '2026-10-10': 'new' },
      }),
    );
    expect(given.state.calendar).toStrictEqual({
      ...days,
      version: 'test-2',
      years: [2024, 2025, 2026, 2027],
      off: { '2025-05-01': 'old', '2026-10-01': 'new' },
      work: { '2025-05-03': 'old', '2026-10-10': 'new' },
    });
  });
});

describe('a due moment whose days change', () => {
  it('moves with the reason, the source and what it is counted with from now on', () => {
    const given = opened();
    expect(told(given, 5, published(off('11-25'), { number: 'No 7' }))).toMatchObject([
      {
        clock: 'own',
        occurrence: 1,
        from: at('11-27T00:00'),
        to: at('11-28T00:00'),
        reason: 'calendar',
        detail: 'test-2 The notice No 7 2026-11-01',
        calendarVersion: 'test-2',
      },
    ]);
    expect(told(opened(), 5, published(off('11-25')))[0]?.detail).toBe('test-2 The notice 2026-11-01');
    expect(told(opened(), 5, storm('o1', '11-25'))).toMatchObject([
      { reason: 'closure', detail: 'o1', calendarVersion: 'test-1+o1' },
    ]);
  });

  it('moves its target along', () => {
    expect(
      told(opened(THREE, { target: { kind: 'working-days', days: 2 } }), 5, published(off('11-25'))),
    ).toMatchObject([{ targetAt: at('11-27T00:00') }]);
    expect(told(opened(), 5, published(off('11-25')))[0]).not.toHaveProperty('targetAt');
  });

  it('stays when its days did not change; when only the days after it did; when it is counted with none', () => {
    expect([
      told(opened(), 5, published(off('11-27'))),
      told(opened({ kind: 'elapsed', ms: 99 * HOUR }), 5, published(off('11-24'))),
    ]).toStrictEqual([[], []]);
    const gone = opened();
    expect(told(Object.assign(gone, { pack: { ...gone.pack, clocks: [] } }), 5, published(off('11-25')))).toStrictEqual(
      [],
    );
  });

  it('moves while it runs, is paused or missed, or ended late by a provisional calendar; never else', () => {
    const moves = (over: Partial<ClockState>): boolean => {
      const given = opened();
      given.state = { ...given.state, clocks: given.state.clocks.map((clock) => ({ ...clock, ...over })) };
      return told(given, 5, published(off('11-25'))).length > 0;
    };
    const late = { status: 'late', stoppedAt: T0 } as const;
    expect([
      moves({}),
      moves({ status: 'paused' }),
      moves({ status: 'missed' }),
      moves({ ...late, provisional: true }),
    ]).toStrictEqual([true, true, true, true]);
    expect([
      moves(late),
      moves({ status: 'met' }),
      moves({ status: 'cancelled' }),
      moves({ status: 'met', provisional: true }),
    ]).toStrictEqual([false, false, false, false]);
  });

  it('that has passed only now is no person’s doing; one to come, or passed before, is', () => {
    const adjusted = (
      minute: number,
      over: Partial<ClockState> = {},
      notice = published({ ...days, version: 'test-2', work: { '2026-11-28': 'worked' } }),
    ): unknown => {
      const given = opened({ kind: 'working-days', days: 5 });
      given.state = { ...given.state, clocks: given.state.clocks.map((clock) => ({ ...clock, ...over })) };
      return told(given, minute, notice).map((move) => [local(move.to), move.calendarAdjusted]);
    };
    const minuteOf = (text: string): number => (at(text) - T0) / MINUTE;
    expect(adjusted(minuteOf('11-28T10:00'))).toStrictEqual([['11-29T00:00', undefined]]);
    expect([adjusted(minuteOf('11-29T00:00')), adjusted(minuteOf('11-30T10:00'))]).toStrictEqual([
      [['11-29T00:00', true]],
      [['11-29T00:00', true]],
    ]);
    expect(adjusted(minuteOf('11-30T10:00'), { status: 'paused' })).toStrictEqual([['11-29T00:00', true]]);
    expect(adjusted(minuteOf('11-30T10:00'), { status: 'missed' })).toStrictEqual([['11-29T00:00', undefined]]);
    expect(adjusted(minuteOf('12-02T10:00'))).toStrictEqual([['11-29T00:00', undefined]]);
    expect(adjusted(minuteOf('12-01T00:00'))).toStrictEqual([['11-29T00:00', undefined]]);
  });

  it('keeps what a pause has added, in days of work', () => {
    const given = opened()
      .when(60, 'pause', { reason: 'court' }, house)
      .when(60 + 1_440, 'resume', {}, house);
    expect(local(given.clock('own').dueAt)).toBe('11-28T00:00');
    expect(told(given, 70 + 1_440, published(off('11-25'))).map((move) => local(move.to))).toStrictEqual([
      '12-01T00:00',
    ]);
  });

  it('keeps an extension by the time it gave, where that ends on a rest day or is no whole day', () => {
    const extended = (until: string): Given => opened().when(60, 'extend', { clock: 'own', until: at(until) }, house);
    const moved = (until: string): readonly string[] =>
      told(extended(until), 70, published(off('11-25'))).map((move) => local(move.to));
    expect([moved('11-29T00:00'), moved('11-27T10:30'), moved('11-28T00:00')]).toStrictEqual([
      ['11-30T00:00'],
      ['11-30T10:30'],
      ['12-01T00:00'],
    ]);
  });
});

describe('an order that is lifted', () => {
  const lift = (order: string): CalendarChange => ({ id: `lift-${order}`, by: 'ops', kind: 'closure-lifted', order });

  it('gives back the very moment that it took, with its calendar', () => {
    const given = opened().when(60, 'extend', { clock: 'own', until: at('11-27T10:30') }, house);
    told(given, 70, storm('o1', '11-25'));
    expect(told(given, 80, lift('o1'))).toMatchObject([
      {
        from: at('11-30T10:30'),
        to: at('11-27T10:30'),
        reason: 'closure',
        detail: 'o1',
        calendarVersion: 'test-1',
      },
    ]);
  });

  it('gives back a provisional moment as one', () => {
    const given = opened(THREE, {}, { calendar: { ...days, openFrom: '11-26' } });
    expect(given.clock('own').provisional).toBe(true);
    told(given, 70, storm('o1', '11-25'));
    expect(told(given, 80, lift('o1'))).toMatchObject([{ to: at('11-27T00:00'), provisional: true }]);
  });

  it('is not mistaken for a publication', () => {
    const given = opened();
    told(given, 70, storm('o1', '11-25'));
    const { state } = given;
    const change = { reason: 'calendar', detail: 'o1' } as const;
    const after: CaseState = { ...state, closures: [{ order: 'o1', days: ['2026-11-25', '2026-11-26'] }] };
    expect(
      movedByDays(given.pack, after, change, T0).map((event) =>
        event.type === 'ClockMoved' ? local(event.data.to) : '',
      ),
    ).toStrictEqual(['12-01T00:00']);
  });
});
