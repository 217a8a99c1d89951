import { findGaps } from '../../activities/preflight/findGaps.ts';
import { gapLine, unreadLine } from '../../activities/preflight/gapText.ts';
import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { publishedYears } from '../../store/rules/calendarYears.ts';
import { openDatabase } from '../../store/database/database.ts';
import { databaseUrl } from '../installation/installation.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { localTime } from '../output/localTime.ts';

/**
 * `redress preflight`: one line for each coming rung that nobody of its role stands on. Returns the exit code: 1 when
 * there is any, or cases cannot be looked ahead for.
 */
export async function preflight(
  env: Environment,
  options: { readonly locale?: Locale; readonly json?: boolean },
  out: (line: string) => void,
): Promise<number> {
  const locale = options.locale ?? env.REDRESS_LOCALE;
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const calendars = calendarsOf(env, await publishedYears(db));
    const found = await findGaps(db, (body) => resolveEngine(body as AuthoredPack, locale, calendars));
    if (options.json === true) {
      out(
        JSON.stringify(
          {
            ...found,
            gaps: found.gaps.map(({ recused: _recused, ...gap }) => ({
              ...gap,
              first: new Date(gap.first).toISOString(),
            })),
          },
          undefined,
          2,
        ),
      );
    } else {
      for (const one of found.unread) out(unreadLine(one, locale));
      for (const gap of found.gaps) out(gapLine(gap, locale, localTime(env.REDRESS_TIMEZONE)));
      out(
        locale === 'zh'
          ? `已检查 ${found.cases} 件未结案件,${found.gaps.length} 处无人可通知`
          : `${found.cases} open cases checked, ${found.gaps.length} gaps`,
      );
    }
    return found.gaps.length === 0 && found.unread.length === 0 ? 0 : 1;
  } finally {
    await db.end();
  }
}
