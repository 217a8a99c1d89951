import { dateIn } from '../domain/zone.ts';
import type { CalendarLibrary } from './calendarLibrary.ts';
import { listOf } from './checkClocks.ts';
import type { AuthoredPack } from './packSchema.ts';

/** From this day on, next year's calendar ought to be there. */
const DUE_FROM = '12-01';

/** Nationwide calendars of some packs whose next year is not published although it is December where the pack is: `cn 2027`. */
export function missingYears(calendars: CalendarLibrary, packs: readonly AuthoredPack[], at: number): readonly string[] {
  const missing = packs.flatMap(({ calendar: layers, timezone }) => {
    const [calendar] = listOf<string>(layers);
    if (calendar === undefined) return [];
    const today = dateIn(at, timezone);
    if (today.slice(5) < DUE_FROM) return [];
    const next = Number(today.slice(0, 4)) + 1;
    const published = (calendars[calendar] ?? []).some((year) => year.year === next && year.status === 'published');
    return published ? [] : [`${calendar} ${next}`];
  });
  return [...new Set(missing)];
}
