import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { soundOf } from '../source/soundOf.ts';
import { loadCalendars } from '../calendar/loadCalendars.ts';
import { libraryOf, type PackLibrary } from './packLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { parsePack } from './parsePack.ts';

export interface LoadedPack {
  readonly pack: AuthoredPack;
  readonly file: string;
}

/**
 * Every pack directly in a folder, against its calendars in `calendars`; throws with a line per mistake when one is
 * faulty.
 */
export function loadPacks(
  folder: string,
  calendars: CalendarLibrary = loadCalendars(join(folder, 'calendars')),
  library: PackLibrary = libraryOf(folder),
): readonly LoadedPack[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
  return files.map((file) => {
    return { pack: soundOf(file, parsePack(readFileSync(file, 'utf8'), calendars, library)), file };
  });
}

/**
 * The packs of an installation: all of these folders, each of which may extend those of the others. Of one id the last
 * is in force.
 */
export function packsIn(folders: readonly string[], calendars: CalendarLibrary): readonly AuthoredPack[] {
  return folders
    .flatMap((folder) => loadPacks(folder, calendars, libraryOf(folder, ...folders)))
    .map(({ pack }) => pack);
}
