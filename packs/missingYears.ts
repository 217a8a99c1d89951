import { dateIn } from '../domain/zone.ts';
import type { CalendarLibrary } from './calendarLibrary.ts';

/** From this day on, next year's calendar ought to be there. */
const DUE_FROM = '12-01';

/** What a calendar is counted by: its id and the zone of the pack. */
interface Use {
  readonly calendar: string;
  readonly timezone: string;
}

/** Calendars in use whose next year is not published although it is December: `cn 2027`. */
export function missingYears(calendars: CalendarLibrary, uses: readonly Use[], at: number): readonly string[] {
  const missing = uses.flatMap(({ calendar, timezone }) => {
    const today = dateIn(at, timezone);
    if (today.slice(5) < DUE_FROM) return [];
    const next = Number(today.slice(0, 4)) + 1;
    const published = (calendars[calendar] ?? []).some((year) => year.year === next && year.status === 'published');
    return published ? [] : [`${calendar} ${next}`];
  });
  return [...new Set(missing)];
}
