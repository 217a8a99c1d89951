import { projectRoot } from '../../config/projectRoot.ts';
import type { Environment } from '../../config/environment.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { installedCalendars, packFolders } from '../../packs/calendar/loadCalendars.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { StoredYear } from '../../store/rules/calendarYears.ts';

/** The shipped folder, then those of `REDRESS_PACKS`. */
export function packFoldersOf(env: Environment): readonly string[] {
  return packFolders(projectRoot(), env.REDRESS_PACKS);
}

/** Published years count only where a command reads them. */
export function calendarsOf(env: Environment, published: readonly StoredYear[] = []): CalendarLibrary {
  return installedCalendars(packFoldersOf(env), published);
}

/** As the API reads them: of one id the last is in force. Throws with one line for each fault. */
export function installedPacks(env: Environment): readonly AuthoredPack[] {
  const folders = packFoldersOf(env);
  return packsIn(folders, installedCalendars(folders));
}
