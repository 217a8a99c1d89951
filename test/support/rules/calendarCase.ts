import { say } from '../../../language/phrase.ts';
import { act } from '../../../domain/decide/act.ts';
import { trimCalendar, type CalendarDays } from '../../../domain/time/calendar.ts';
import { changeCalendar, type CalendarChange } from '../../../domain/decide/changeCalendar.ts';
import type { FieldValues, RecordedEvent } from '../../../domain/case/event.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { migrateCase } from '../../../domain/migration/migrateCase.ts';
import type { ClockDef, Limit } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { calendarDays, calendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { ladderPack } from './ladderPack.ts';
import { person } from './specification.ts';
import { LIBRARY, shippedDays } from './workCalendars.ts';

/** An instant in Shanghai, e.g. `2026-12-30T10:00:00`. */
export const at = (text: string): number => Date.parse(`${text}+08:00`);

const CN = trimCalendar(shippedDays('cn'), 2025, 2028);
const notices = new Map<string, CalendarDays>();

/** An invented notice for 2027: these days are off, those on a weekend are worked. */
export function published(off: readonly string[], work: readonly string[]): CalendarDays {
  const name = JSON.stringify([off, work]);
  const days = notices.get(name) ?? invented(off, work);
  notices.set(name, days);
  return days;
}

function invented(off: readonly string[], work: readonly string[]): CalendarDays {
  const cn2027 = LIBRARY['cn']?.at(-1);
  if (cn2027 === undefined) throw new Error('the year is gone');
  const named = (days: readonly string[]): Record<string, string> =>
    Object.fromEntries(days.map((day) => [day, '元旦']));
  const year = {
    ...cn2027,
    status: 'published' as const,
    version: 1,
    off: { ...cn2027.off, ...named(off) },
    work: named(work),
  };
  return trimCalendar(calendarDays(calendarLibrary([...Object.values(LIBRARY).flat(), year]), ['cn']), 2026, 2028);
}

export const SOURCE = {
  calendar: 'cn',
  year: 2027,
  title: '国务院办公厅关于2027年部分节假日安排的通知',
  date: '2026-11-30',
};
export const notice = (calendar: CalendarDays): CalendarChange => ({
  id: `calendar/${calendar.version}`,
  by: 'administrator',
  kind: 'published',
  calendar,
  source: SOURCE,
});

/** An order that closes some days, and its end. */
export const closure = (...days: readonly string[]): CalendarChange => ({
  id: 'closure/c1',
  by: 'ops',
  kind: 'closure',
  order: 'c1',
  days,
  approver: 'chief',
});
export const lifted: CalendarChange = { id: 'closure/c1/lifted', by: 'ops', kind: 'closure-lifted', order: 'c1' };

/**
 * A case whose only clock, `reply`, has a limit of choice, counted with the shipped mainland calendar; tests move it
 * through its days.
 */
export class CalendarCase {
  pack: EnginePack;
  readonly base: { origin: number; speed: number };
  state: CaseState;
  events: RecordedEvent[];

  constructor(opened: string, limit: Limit, over: Partial<EnginePack> = {}, clock: Partial<ClockDef> = {}) {
    const clocks = ladderPack.clocks
      .filter((one) => one.id === 'reply')
      .map((one) => ({ ...one, limit, overdue: true, ...clock }));
    this.pack = { ...ladderPack, calendar: CN, clocks, ...over };
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
    if (!result.ok) throw new Error(say(result.rejection, 'en'));
    this.state = result.value.state;
    this.events = [...result.value.events];
  }

  told(moment: string, what: CalendarChange): this {
    return this.until(moment, true).#take(changeCalendar(this.pack, this.state, what, at(moment)));
  }

  /** Time passes; `strict`: what falls on the moment itself has not happened. */
  until(moment: string, strict = false): this {
    return this.#take(lapse(this.pack, this.state, at(moment), this.base, { strict }));
  }

  does(moment: string, action: string, fields: FieldValues = {}, role = 'house-head'): this {
    const result = act(
      this.pack,
      this.state,
      { id: `${action}-${moment}`, action, actor: person(role), fields },
      at(moment),
      this.base,
    );
    if (!result.ok) throw new Error(`${result.rejection.code}: ${say(result.rejection, 'en')}`);
    return this.#take(result.value);
  }

  /** It goes over to a version whose clock has another limit. */
  becomes(moment: string, limit: Limit): this {
    const clocks = this.pack.clocks.map((one) => ({ ...one, limit }));
    const next = { ...this.pack, clocks, version: `${this.pack.version}+`, hash: `${this.pack.hash}+` };
    this.until(moment, true);
    const order = { request: 'r', requestedBy: 'a', approvedBy: 'b', seq: this.state.seq, happened: [] };
    const result = migrateCase(this.pack, next, this.state, order, at(moment));
    if (!result.ok) throw new Error(JSON.stringify(result.rejection));
    this.pack = next;
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

/** A case of business hours whose clock may be extended, nine times unless it is said, and no moment need be named. */
export function extendable(
  opened: string,
  limit: Limit,
  extension: Omit<NonNullable<ClockDef['extendable']>, 'times'> & { readonly times?: number },
): CalendarCase {
  const { extend } = ladderPack.actions;
  if (extend === undefined) throw new Error('nobody may extend');
  const until = { title: 'Until', type: 'instant' } as const;
  const over: Partial<EnginePack> = {
    businessHours: [{ from: '09:00', to: '17:00' }],
    actions: { ...ladderPack.actions, extend: { ...extend, fields: { ...extend.fields, until } } },
  };
  return new CalendarCase(opened, limit, over, { extendable: { times: 9, ...extension } });
}

/** So many hours after a moment, both written in the zone of the cases. */
export function hoursAfter(opened: string, hours: number): string {
  return new Date(at(opened) + (hours + 8) * 3_600_000).toISOString().slice(0, 19);
}
