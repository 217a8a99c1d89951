import { dateIn } from '../../domain/time/zone.ts';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { listOf } from '../schema/listOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { own } from '../../domain/values/own.ts';

/** From this day on, next year's calendar ought to be there. */
const DUE_FROM = '12-01';

/**
 * Nationwide calendars of some packs that are not published for the year it is where the pack is, nor, in December, for
 * the next one: `cn 2027`.
 */
export function missingYears(
  calendars: CalendarLibrary,
  packs: readonly AuthoredPack[],
  at: number,
): readonly string[] {
  const missing = packs.flatMap(({ calendar: layers, timezone }) => {
    const [calendar] = listOf<string>(layers);
    if (calendar === undefined) return [];
    const today = dateIn(at, timezone);
    const year = Number(today.slice(0, 4));
    const published = (one: number): boolean =>
      (own(calendars, calendar) ?? []).some((each) => each.year === one && each.status === 'published');
    const needed = today.slice(5) < DUE_FROM ? [year] : [year, year + 1];
    return needed.filter((one) => !published(one)).map((one) => `${calendar} ${one}`);
  });
  return [...new Set(missing)];
}
