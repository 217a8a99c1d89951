/** When a duty is owed. Instants are epoch ms, days ISO dates in the zone of the pack. */

import { isRestDay, type CalendarDays } from '../time/calendar.ts';
import { addDays, dateIn, instantOf } from '../time/zone.ts';
import type { DutyDef } from './duty.ts';

export type DutyDay = Readonly<{
  /** The last day of what it is about. */
  day: string;
  opensAt: number;
  dueAt: number;
}>;

export type DutyFrame = Readonly<{
  zone: string;
  /** First and last day. */
  window?: Readonly<{ from: string; to: string }> | undefined;
  calendar?: CalendarDays | undefined;
}>;

/** What is owed on the day on which `at` falls; `undefined` where nothing is. */
export function dutyOn(def: DutyDef, frame: DutyFrame, at: number): DutyDay | undefined {
  return owedOn(def, frame, dateIn(at, frame.zone));
}

/** What fell due on days after `after`, and up to the day of `at`, in their order: an outage may have hidden some. */
export function dutiesSince(def: DutyDef, frame: DutyFrame, after: string, at: number): readonly DutyDay[] {
  const last = dateIn(at, frame.zone);
  const found: DutyDay[] = [];
  for (let date = addDays(after, 1); date <= last; date = addDays(date, 1)) {
    const one = owedOn(def, frame, date);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function owedOn(def: DutyDef, { zone, window, calendar }: DutyFrame, date: string): DutyDay | undefined {
  if (def.withinWindow === true && window !== undefined && (date < window.from || date > window.to)) return undefined;
  if (!fallsOn(def, date, calendar)) return undefined;
  return {
    day: aboutDay(def, date),
    opensAt: instantOf(date, def.opens, zone),
    dueAt: def.due === '24:00' ? instantOf(addDays(date, 1), '00:00', zone) : instantOf(date, def.due, zone),
  };
}

function fallsOn({ every, on }: DutyDef, date: string, calendar: CalendarDays | undefined): boolean {
  if (every === 'working-day') return calendar === undefined || !isRestDay(calendar, date);
  if (every === 'month') return Number(date.slice(8)) === Number(on);
  if (every === 'year') return date.slice(5) === on;
  return true;
}

/** A monthly duty is about the month before, a yearly one about the year before. */
function aboutDay({ every }: DutyDef, date: string): string {
  if (every === 'month') return addDays(`${date.slice(0, 7)}-01`, -1);
  if (every === 'year') return addDays(`${date.slice(0, 4)}-01-01`, -1);
  return date;
}

/** First day of what is about until `day`. */
export function firstDayOf({ every }: DutyDef, day: string): string {
  if (every === 'month') return `${day.slice(0, 7)}-01`;
  return every === 'year' ? `${day.slice(0, 4)}-01-01` : day;
}

/** A chase, and when it goes out. */
export type Chase = Readonly<{ index: number; at: number }>;

/** In their order. */
export function chasesOf({ chase = [] }: DutyDef, { dueAt }: DutyDay): readonly Chase[] {
  return chase.map(({ after }, index) => ({ index, at: dueAt + after })).sort((one, other) => one.at - other.at);
}

/** After which nobody is told of it any more: the next one is due then. */
export function staleAt(def: DutyDef, { dueAt }: DutyDay): number {
  const next = { day: 1, 'working-day': 1, month: 28, year: 365 }[def.every];
  return dueAt + next * 86_400_000;
}
