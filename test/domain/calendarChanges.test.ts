import { describe, expect, it } from 'vitest';
import { trimCalendar } from '../../domain/calendar.ts';
import { changeCalendar } from '../../domain/changeCalendar.ts';
import type { CalendarNotice } from '../../domain/changeCalendar.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { evolveAll } from '../../domain/evolve.ts';
import { factsOf } from '../../domain/facts.ts';
import { lapse } from '../../domain/lapse.ts';
import { act } from '../../domain/advance.ts';
import { openCase } from '../../domain/openCase.ts';
import { isOverdue } from '../../domain/overdue.ts';
import type { CalendarDays, EnginePack, Limit } from '../../domain/pack.ts';
import type { CaseState } from '../../domain/state.ts';
import { calendarDays, calendarLibrary } from '../../packs/calendarLibrary.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { person } from '../support/specification.ts';
import { LIBRARY, shippedDays } from '../support/workCalendars.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);

/** An invented notice for 2027: a block over the new year with a working Saturday and Sunday around it. */
function published(off: readonly string[], work: readonly string[]): CalendarDays {
  const cn2027 = LIBRARY['cn']?.at(-1);
  if (cn2027 === undefined) throw new Error('the year is gone');
  const named = (days: readonly string[]): Record<string, string> => Object.fromEntries(days.map((day) => [day, '元旦']));
  const year = { ...cn2027, status: 'published' as const, version: 1, off: { ...cn2027.off, ...named(off) }, work: named(work) };
  return trimCalendar(calendarDays(calendarLibrary([...Object.values(LIBRARY).flat(), year]), ['cn']), 2026, 2028);
}

const SOURCE = { calendar: 'cn', year: 2027, title: '国务院办公厅关于2027年部分节假日安排的通知', date: '2026-11-30' };
const notice = (calendar: CalendarDays): CalendarNotice => ({ id: `calendar/${calendar.version}`, by: 'administrator', kind: 'published', calendar, source: SOURCE });

class Case {
  readonly pack: EnginePack;
  readonly base: { origin: number; speed: number };
  state: CaseState;
  events: RecordedEvent[];

  constructor(opened: string, limit: Limit) {
    const clocks = ladderPack.clocks.filter((one) => one.id === 'reply').map((one) => ({ ...one, limit, pausable: true, overdue: true }));
    this.pack = { ...ladderPack, calendar: trimCalendar(shippedDays('cn'), 2025, 2028), clocks };
    this.base = { origin: at(opened), speed: 1 };
    const intake = {
      object: 'complaint',
      channel: 'counter',
      unit: 'desk-a',
      category: 'plain',
      fields: { visit: false, tier: 'plain' },
      anonymous: false,
      actor: person('clerk'),
    };
    const result = openCase(this.pack, intake, at(opened));
    if (!result.ok) throw new Error(result.rejection.detail);
    this.state = result.value.state;
    this.events = [...result.value.events];
  }

  told(moment: string, what: CalendarNotice): this {
    return this.#take(changeCalendar(this.pack, lapse(this.pack, this.state, at(moment), this.base).state, what, at(moment)));
  }

  until(moment: string): this {
    return this.#take(lapse(this.pack, this.state, at(moment), this.base));
  }

  does(moment: string, action: string, fields: Record<string, string> = {}): this {
    const result = act(this.pack, this.state, { id: `${action}-${moment}`, action, actor: person('house-head'), fields }, at(moment), this.base);
    if (!result.ok) throw new Error(result.rejection.detail);
    return this.#take(result.value);
  }

  get clock(): CaseState['clocks'][number] {
    const [clock] = this.state.clocks;
    if (clock === undefined) throw new Error('no clock');
    return clock;
  }

  moves(): readonly Extract<RecordedEvent, { type: 'ClockMoved' }>[] {
    return this.events.flatMap((event) => (event.type === 'ClockMoved' ? [event] : []));
  }

  #take(advance: { readonly state: CaseState; readonly events: readonly RecordedEvent[] }): this {
    this.state = advance.state;
    this.events.push(...advance.events);
    return this;
  }
}

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
      { data: { from: at('2027-01-06T00:00:00'), to: at('2027-01-08T00:00:00'), reason: 'calendar', calendarVersion: calendar.version, provisional: false } },
    ]);
    expect(one.moves()[0]?.data.detail).toContain(SOURCE.title);
    expect([one.clock.provisional, one.clock.calendarVersion, one.state.calendarVersion]).toEqual([undefined, calendar.version, calendar.version]);
  });

  it('settles a provisional due moment that stays where it is', () => {
    const one = opened().told('2026-12-30T12:00:00', notice(published([], [])));
    expect(one.moves()).toMatchObject([{ data: { from: one.clock.dueAt, to: one.clock.dueAt, provisional: false } }]);
    expect([one.clock.provisional, one.clock.because.some((part) => part.reason === 'calendar')]).toEqual([undefined, false]);
  });

  it('is told once, however often it is sent', () => {
    const calendar = published(['2027-01-04'], []);
    const one = opened().told('2026-12-30T12:00:00', notice(calendar)).told('2026-12-30T13:00:00', notice(calendar));
    expect(one.events.filter((event) => event.type === 'CalendarPublished')).toHaveLength(1);
  });

  it('leaves alone what was counted on days that did not change', () => {
    const one = new Case('2026-11-24T10:00:00', THREE).told('2026-11-25T10:00:00', notice(published(['2027-01-04'], [])));
    expect([one.moves(), one.clock.calendarVersion === one.pack.calendar?.version]).toEqual([[], true]);
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
    one.until('2027-01-05T10:00:00');
    expect([one.clock.status, one.clock.calendarAdjusted, isOverdue(one.state)]).toEqual(['missed', true, false]);
    expect(factsOf(one.pack, one.state)['clocks']).toMatchObject({ reply: { missed: false, calendarAdjusted: true } });
    const missed = one.events.find((event) => event.type === 'ClockMissed');
    expect([missed?.at, missed?.data.dueAt]).toEqual([at('2027-01-05T10:00:00'), at('2027-01-04T00:00:00')]);
    expect(one.events.some((event) => event.type === 'RungFired' && event.data.lateBecause === 'suspended')).toBe(false);
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

  it('carries over what a pause has added', () => {
    const one = opened().does('2026-12-30T11:00:00', 'pause', { reason: 'mistake' }).does('2026-12-31T11:00:00', 'resume');
    const before = one.clock.dueAt;
    one.told('2026-12-31T12:00:00', notice(published(['2027-01-04', '2027-01-05'], [])));
    expect(one.clock.dueAt - before).toBe(2 * 86_400_000);
  });
});

describe('a province closed by a storm', () => {
  const storm: CalendarNotice = { id: 'closure/c1', by: 'ops', kind: 'closure', order: 'c1', days: ['2026-11-25', '2026-11-26'], approver: 'chief' };
  const lifted: CalendarNotice = { id: 'closure/c1/lifted', by: 'ops', kind: 'closure-lifted', order: 'c1' };

  it('moves the case by the closed days, with the order in the explanation', () => {
    const one = new Case('2026-11-24T10:00:00', THREE);
    expect(one.clock.dueAt).toBe(at('2026-11-28T00:00:00'));
    one.told('2026-11-24T18:00:00', storm);
    expect(one.moves()).toMatchObject([{ data: { from: at('2026-11-28T00:00:00'), to: at('2026-12-02T00:00:00'), reason: 'closure', detail: 'c1', provisional: true } }]);
    expect(one.clock.because.at(-1)).toMatchObject({ reason: 'closure', detail: 'c1' });
  });

  it('is undone exactly', () => {
    const one = new Case('2026-11-24T10:00:00', THREE);
    const before = one.clock;
    one.told('2026-11-24T18:00:00', storm).told('2026-11-24T19:00:00', lifted);
    expect([one.clock.dueAt, one.clock.provisional, one.clock.calendarVersion, one.state.closures]).toEqual([before.dueAt, before.provisional, before.calendarVersion, []]);
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

  it('is given once and lifted once', () => {
    const one = new Case('2026-11-24T10:00:00', THREE).told('2026-11-24T18:00:00', storm).told('2026-11-24T18:30:00', { ...storm, id: 'again' });
    one.told('2026-11-24T19:00:00', lifted).told('2026-11-24T19:30:00', { ...lifted, id: 'again' });
    expect(one.events.filter((event) => event.type.startsWith('Closure'))).toHaveLength(2);
  });
});
