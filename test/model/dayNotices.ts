/**
 * What operators tell a random case about its days: a year comes out or is corrected, an order closes some days, an
 * order is lifted.
 */

import { isWeekend, trimCalendar, type CalendarDays } from '../../domain/time/calendar.ts';
import type { CalendarChange } from '../../domain/decide/changeCalendar.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { addDays, dateIn } from '../../domain/time/zone.ts';
import { numbers } from './numbers.ts';

/** Moves of the operators, for packs that count days. No pack has actions of these names. */
export const DAY_MOVES = ['publish days', 'close days', 'lift a closure'] as const;

/** Published days lie this far ahead at most, closed ones within a month. */
const PUBLISHED_WITHIN = 60;
const CLOSED_WITHIN = 30;

/**
 * The notice of a move; nothing when there are no days or no order to lift. `name` is its own, as every notice's is.
 */
export function noticeOf(
  pack: EnginePack,
  state: CaseState,
  move: { readonly action: string; readonly pick: number },
  name: string,
  now: number,
): CalendarChange | undefined {
  const calendar = state.calendar ?? pack.calendar;
  if (calendar === undefined) return undefined;
  const next = numbers(move.pick);
  const whole = (below: number): number => Math.floor(next() * below);
  const today = dateIn(now, pack.timezone);
  switch (move.action) {
    case 'publish days':
      return publication(calendar, today, name, whole);
    case 'close days': {
      // Yesterday at the earliest: an order may come after the storm.
      const first = addDays(today, whole(CLOSED_WITHIN) - 1);
      const days = Array.from({ length: 1 + whole(3) }, (_, index) => addDays(first, index));
      return { id: `closure/${name}`, by: 'ops', kind: 'closure', order: name, days, approver: 'chief' };
    }
    case 'lift a closure': {
      const orders = state.closures ?? [];
      const order = orders[whole(orders.length)]?.order;
      return order === undefined
        ? undefined
        : { id: `closure/${order}/lifted`, by: 'ops', kind: 'closure-lifted', order };
    }
    default:
      return undefined;
  }
}

/** The first year that was not out yet, or a correction of what was; days off and worked weekends from tomorrow on. */
function publication(
  calendar: CalendarDays,
  today: string,
  name: string,
  whole: (below: number) => number,
): CalendarChange {
  const thisYear = Number(today.slice(0, 4));
  const base = trimCalendar(calendar, thisYear - 1, Number.MAX_SAFE_INTEGER);
  const unpublished = Math.max(thisYear, ...base.years) + 1;
  const isNew = whole(2) === 0;
  const off = { ...base.off };
  const work = { ...base.work };
  for (let changed = 1 + whole(4); changed > 0; changed -= 1) {
    const day = addDays(today, 1 + whole(PUBLISHED_WITHIN));
    if (isWeekend(day)) work[day] = 'worked instead';
    else if (off[day] === undefined) off[day] = 'a new holiday';
    else delete off[day];
  }
  const published = {
    ...base,
    version: `${base.version.split('~', 1).join()}~${name}`,
    years: isNew ? [...base.years, unpublished] : base.years,
    off,
    work,
  };
  const source = {
    calendar: calendar.layers[0] ?? '',
    year: isNew ? unpublished : thisYear,
    title: 'A notice',
    date: today,
  };
  return { id: `calendar/${published.version}`, by: 'administrator', kind: 'published', calendar: published, source };
}
