import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { calendarLibrary, withPublished, type CalendarLibrary } from './calendarLibrary.ts';
import type { CalendarYear } from './calendarSchema.ts';
import { kept } from '../source/kept.ts';
import { soundOf } from '../source/soundOf.ts';
import { textOf } from '../source/textOf.ts';
import { parseCalendar } from './parseCalendar.ts';

/** The shipped packs below `root`, then those of the installation (`REDRESS_PACKS`). */
export function packFolders(root: string, own: string | undefined): readonly string[] {
  return [join(root, 'packs'), ...(own === undefined ? [] : [own])];
}

/** `calendars` of each folder, and years published since. */
export function installedCalendars(
  folders: readonly string[],
  published: readonly { readonly body: unknown }[] = [],
): CalendarLibrary {
  const files = loadCalendars(...folders.map((folder) => join(folder, 'calendars')));
  return withPublished(files, calendarLibrary(published.map((one) => one.body as CalendarYear)));
}

/** Every year (`cn/2026.yaml`), a later folder with the last word; throws with a line per mistake. */
export function loadCalendars(...folders: readonly string[]): CalendarLibrary {
  return calendarLibrary(folders.flatMap(yearsIn));
}

function yearsIn(folder: string): readonly CalendarYear[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => /\.(yaml|json)$/.test(file))
    .sort();
  const texts = files.map(textOf);
  return kept(['calendars', texts], () => files.map((file, index) => soundOf(file, parseCalendar(texts[index] ?? ''))));
}
