import { projectRoot } from '../../config/projectRoot.ts';
import type { Environment } from '../../config/environment.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { installedCalendars, packFolders } from '../../packs/calendar/loadCalendars.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { StoredYear } from '../../store/rules/calendarYears.ts';

/** Folders of packs that hold here: the shipped ones, then those of `REDRESS_PACKS`. */
export function packFoldersOf(env: Environment): readonly string[] {
  return packFolders(projectRoot(), env.REDRESS_PACKS);
}

/** The calendars of these folders; years that were published count where a command has asked the database for them. */
export function calendarsOf(env: Environment, published: readonly StoredYear[] = []): CalendarLibrary {
  return installedCalendars(packFoldersOf(env), published);
}

/**
 * Every pack of these folders, read as the API reads them when it starts: of one id the last is in force. Throws with a
 * line per mistake.
 */
export function installedPacks(env: Environment): readonly AuthoredPack[] {
  const folders = packFoldersOf(env);
  return packsIn(folders, installedCalendars(folders));
}
