import { basename } from 'node:path';
import type { z } from 'zod';
import type { checkResultSchema } from '../../contracts/http/httpPack.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { packHash } from '../../packs/load/packHash.ts';
import type { PackLibrary } from '../../packs/load/packLibrary.ts';
import { parsePack } from '../../packs/load/parsePack.ts';

export type CheckAsk = Readonly<{
  source: string;
  calendars: CalendarLibrary;
}>;

export type CheckAnswer = z.infer<typeof checkResultSchema>;

/** Other files are named without their folders. */
export function checkSource({ source, calendars }: CheckAsk, library: PackLibrary): CheckAnswer {
  const result = parsePack(source, calendars, library);
  if (result.ok) {
    const { id, version } = result.value;
    return { ok: true, id, version, hash: packHash(result.value), faults: [] };
  }
  const faults = result.faults.map(({ path, file, ...fault }) => ({
    ...fault,
    ...(file !== undefined && { file: basename(file) }),
    path: path.join('.'),
  }));
  return { ok: false, faults };
}
