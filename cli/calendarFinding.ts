import type { CalendarLibrary } from '../packs/calendarLibrary.ts';
import { missingYears } from '../packs/missingYears.ts';
import type { AuthoredPack } from '../packs/packSchema.ts';
import type { Finding } from './doctor.ts';

/** Whether the calendars of this year, and in December of the next, are there for some packs at `at` (epoch ms); the same warning as that of `/readyz`. */
export function calendarFinding(packs: readonly AuthoredPack[], calendars: CalendarLibrary, at: number): Finding {
  const missing = missingYears(calendars, packs, at);
  if (missing.length === 0) return { part: 'calendar', ok: true, detail: 'no year is missing' };
  return {
    part: 'calendar',
    ok: true,
    warn: true,
    detail: `year missing: ${missing.join(', ')}`,
    mend: 'when its notice is out: redress calendar import <file> --by <person>; until then what is counted on it is provisional',
  };
}
