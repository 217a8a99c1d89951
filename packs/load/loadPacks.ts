import { join } from 'node:path';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { loadCalendars } from '../calendar/loadCalendars.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { soundOf } from '../source/soundOf.ts';
import { textOf } from '../source/textOf.ts';
import { libraryOf, yamlFiles, type PackLibrary } from './packLibrary.ts';
import { parsePack } from './parsePack.ts';

/** Every pack of the folder; throws with a line per mistake. */
export function loadPacks(
  folder: string,
  calendars: CalendarLibrary = loadCalendars(join(folder, 'calendars')),
  library: PackLibrary = libraryOf(folder),
): readonly { readonly pack: AuthoredPack; readonly file: string }[] {
  return yamlFiles(folder).map((file) => ({
    pack: soundOf(file, parsePack(textOf(file), calendars, library)),
    file,
  }));
}

/** Each may extend packs of the other folders. */
export function packsIn(folders: readonly string[], calendars: CalendarLibrary): readonly AuthoredPack[] {
  return folders
    .flatMap((folder) => loadPacks(folder, calendars, libraryOf(folder, ...folders)))
    .map(({ pack }) => pack);
}
