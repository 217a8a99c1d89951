import { join } from 'node:path';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import { loadCalendars } from '../calendar/loadCalendars.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
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
  const files = yamlFiles(folder).map((file) => ({ file, text: textOf(file) }));
  const bases = library.ids().map((id) => library.find(id)?.text);
  const packs = kept(['packs', files.map(({ text }) => text), bases, calendars], () =>
    files.map(({ file, text }) => soundOf(file, parsePack(text, calendars, library))),
  );
  return files.flatMap(({ file }, index) => {
    const pack = packs[index];
    return pack === undefined ? [] : [{ pack, file }];
  });
}

/** Each may extend packs of the other folders. */
export function packsIn(folders: readonly string[], calendars: CalendarLibrary): readonly AuthoredPack[] {
  return folders
    .flatMap((folder) => loadPacks(folder, calendars, libraryOf(folder, ...folders)))
    .map(({ pack }) => pack);
}
