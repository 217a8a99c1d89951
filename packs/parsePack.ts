import { NO_CALENDARS } from './calendarLibrary.ts';
import type { CalendarLibrary } from './calendarLibrary.ts';
import { checkPack } from './checkPack.ts';
import type { PackFault } from './fault.ts';
import { packSchema } from './packSchema.ts';
import type { AuthoredPack } from './packSchema.ts';
import { parseYaml } from './parseYaml.ts';

export type ParsedPack = { readonly ok: true; readonly pack: AuthoredPack } | { readonly ok: false; readonly faults: readonly PackFault[] };

/** Reads a pack from YAML (or JSON), against the calendars that there are. All mistakes are named with their place. */
export function parsePack(text: string, calendars: CalendarLibrary = NO_CALENDARS): ParsedPack {
  const parsed = parseYaml(text, packSchema, (pack) => checkPack(pack, calendars));
  return parsed.ok ? { ok: true, pack: parsed.value } : parsed;
}
