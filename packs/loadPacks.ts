import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarLibrary } from './calendarLibrary.ts';
import { formatFault } from './formatFault.ts';
import { loadCalendars } from './loadCalendars.ts';
import type { AuthoredPack } from './packSchema.ts';
import { parsePack } from './parsePack.ts';

export interface LoadedPack {
  readonly pack: AuthoredPack;
  readonly file: string;
}

/** Every pack directly in a folder, against its calendars in `calendars`; throws with a line per mistake when one is faulty. */
export function loadPacks(folder: string, calendars: CalendarLibrary = loadCalendars(join(folder, 'calendars'))): readonly LoadedPack[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
  return files.map((file) => {
    const parsed = parsePack(readFileSync(file, 'utf8'), calendars);
    if (!parsed.ok) throw new Error(parsed.faults.map((fault) => formatFault(file, fault, 'both')).join('\n'));
    return { pack: parsed.pack, file };
  });
}
