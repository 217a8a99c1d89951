import { createHash } from 'node:crypto';
import { isWeekend, type CalendarDays } from '../../domain/time/calendar.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { CalendarYear } from './calendarSchema.ts';

/** Years by calendar id. */
export type CalendarLibrary = Readonly<Record<string, readonly CalendarYear[]>>;

export const NO_CALENDARS: CalendarLibrary = {};

const HASH_LENGTH = 6;

/** Of the same calendar and year, the later entry holds. */
export function calendarLibrary(years: readonly CalendarYear[]): CalendarLibrary {
  const latest = new Map(years.map((one) => [`${one.calendar} ${one.year}`, one]));
  const inOrder = [...latest.values()].sort((a, b) => a.year - b.year);
  return Object.fromEntries(
    inOrder.map(({ calendar }) => [calendar, inOrder.filter((one) => one.calendar === calendar)]),
  );
}

/** Of the same year, the higher version holds. */
export function withPublished(shipped: CalendarLibrary, published: CalendarLibrary): CalendarLibrary {
  const older = (year: CalendarYear): boolean =>
    (own(shipped, year.calendar) ?? []).every((one) => one.year !== year.year || one.version <= year.version);
  return calendarLibrary([...Object.values(shipped).flat(), ...Object.values(published).flat().filter(older)]);
}

/**
 * All days of the calendars laid over each other, the later with the last word. The version names the newest published
 * year and ends in a digest of the days. Throws for an unknown calendar.
 */
export function calendarDays(library: CalendarLibrary, layers: readonly string[]): CalendarDays {
  const off = new Map<string, string>();
  const work = new Map<string, string>();
  for (const year of layers.flatMap((layer) => yearsOf(library, layer)))
    for (const [here, there, days] of [
      [off, work, year.off],
      [work, off, year.work],
    ] as const)
      for (const [day, what] of Object.entries(days)) {
        there.delete(day);
        here.set(day, what);
      }
  const nationwide = yearsOf(library, layers[0] ?? '');
  const published = nationwide.filter((year) => year.status === 'published');
  const days = defined({
    layers,
    years: published.map((year) => year.year),
    // Without what the weekend says: the days travel with every case.
    off: inOrder(off, (day) => !isWeekend(day)),
    work: inOrder(work, isWeekend),
    openFrom: nationwide.at(-1)?.openFrom,
  });
  const newest = published.at(-1);
  const named = newest === undefined ? 'none' : `${newest.year}.${newest.version}`;
  const digest = createHash('sha256').update(JSON.stringify(days)).digest('hex').slice(0, HASH_LENGTH);
  return { ...days, version: `${layers.join('+')}-${named}-${digest}` };
}

function yearsOf(library: CalendarLibrary, layer: string): readonly CalendarYear[] {
  const years = own(library, layer);
  if (years === undefined)
    throw new Error(`there is no calendar "${layer}"; there are: ${Object.keys(library).join(', ')}`);
  return years;
}

function inOrder(days: ReadonlyMap<string, string>, keep: (day: string) => boolean): Readonly<Record<string, string>> {
  return Object.fromEntries([...days].filter(([day]) => keep(day)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
