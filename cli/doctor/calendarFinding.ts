import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { missingYears } from '../../packs/load/missingYears.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

/**
 * Whether the calendars of this year, and in December of the next, are there for some packs at `at` (epoch ms); the
 * same warning as that of `/readyz`.
 */
export function calendarFinding(
  packs: readonly AuthoredPack[],
  calendars: CalendarLibrary,
  at: number,
  w: DoctorWords,
): Finding {
  const missing = missingYears(calendars, packs, at);
  if (missing.length === 0) return { part: 'calendar', ok: true, detail: w.noYearMissing };
  return {
    part: 'calendar',
    ok: true,
    warn: true,
    detail: w.yearMissing(missing.join(', ')),
    mend: w.importYear,
  };
}
