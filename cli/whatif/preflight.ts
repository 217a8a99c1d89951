import { findGaps } from '../../activities/preflight/findGaps.ts';
import { gapLine, unreadLine } from '../../activities/preflight/gapText.ts';
import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { openDatabase } from '../../store/database/database.ts';
import { publishedYears } from '../../store/rules/calendarYears.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { databaseUrl } from '../installation/installation.ts';
import { localTime } from '../output/localTime.ts';

/**
 * `redress preflight`: one line for each coming rung that would reach nobody. Returns the exit code: 1 when there is
 * any, or cases cannot be looked ahead for.
 */
export async function preflight(
  env: Environment,
  { locale = env.REDRESS_LOCALE, json }: { readonly locale?: Locale; readonly json?: boolean },
  out: (line: string) => void,
): Promise<number> {
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const calendars = calendarsOf(env, await publishedYears(db));
    const found = await findGaps(db, (body) => resolveEngine(body as AuthoredPack, locale, calendars));
    const { cases, gaps, unread } = found;
    if (json === true) {
      const shown = gaps.map(({ recused: _recused, ...gap }) => ({ ...gap, first: new Date(gap.first).toISOString() }));
      out(JSON.stringify({ ...found, gaps: shown }, undefined, 2));
    } else {
      for (const one of unread) out(unreadLine(one, locale));
      for (const gap of gaps) out(gapLine(gap, locale, localTime(env.REDRESS_TIMEZONE)));
      out(
        locale === 'zh'
          ? `已检查 ${cases} 件未结案件,${gaps.length} 处无人可通知`
          : `${cases} open cases checked, ${gaps.length} gaps`,
      );
    }
    return gaps.length === 0 && unread.length === 0 ? 0 : 1;
  } finally {
    await db.end();
  }
}
