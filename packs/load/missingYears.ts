import { dateIn } from '../../domain/time/zone.ts';
import { own } from '../../domain/values/own.ts';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { listOf } from '../schema/listOf.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';

const DUE_FROM = '12-01';

/** Nationwide calendars missing for this year or, in December, the next: `cn 2027`. */
export function missingYears(
  calendars: CalendarLibrary,
  packs: readonly AuthoredPack[],
  at: number,
): readonly string[] {
  const missing = packs.flatMap(({ calendar, timezone }) => {
    const [nationwide] = listOf<string>(calendar);
    if (nationwide === undefined) return [];
    const today = dateIn(at, timezone);
    const year = Number(today.slice(0, 4));
    const years = own(calendars, nationwide) ?? [];
    return (today.slice(5) < DUE_FROM ? [year] : [year, year + 1])
      .filter((needed) => !years.some((one) => one.year === needed && one.status === 'published'))
      .map((needed) => `${nationwide} ${needed}`);
  });
  return [...new Set(missing)];
}
