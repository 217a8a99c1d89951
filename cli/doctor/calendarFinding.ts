import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import { missingYears } from '../../packs/load/missingYears.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { Finding } from './finding.ts';

/** Of this year, and in December of the next, at `at` (epoch ms); as `/readyz` warns. */
export function calendarFinding(packs: readonly AuthoredPack[], calendars: CalendarLibrary, at: number): Finding {
  const missing = missingYears(calendars, packs, at).join(', ');
  if (missing === '') return { part: 'calendar', ok: true, detail: { zh: '不缺年份', en: 'no year is missing' } };
  return {
    part: 'calendar',
    ok: true,
    warn: true,
    detail: { zh: `缺少年份:${missing}`, en: `year missing: ${missing}` },
    mend: {
      zh: '通知公布后执行:redress calendar import <file> --by <person>;在此之前据此计算的到期时刻为暂定',
      en:
        'when its notice is out: redress calendar import <file> --by <person>; until then what is counted on it is ' +
        'provisional',
    },
  };
}
