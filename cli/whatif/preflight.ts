import { findGaps } from '../../activities/preflight/findGaps.ts';
import { gapLine, refusingLine, unreadLine } from '../../activities/preflight/gapText.ts';
import type { Environment } from '../../config/environment.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { say as saidOf } from '../../language/phrase.ts';
import { withDatabase } from '../../store/database/database.ts';
import { publishedYears } from '../../store/rules/calendarYears.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { databaseUrl } from '../installation/installation.ts';
import type { Output } from '../output/output.ts';

/**
 * `redress preflight`: one line for each coming rung that would reach nobody, and for each address that takes none.
 * Exit code 1 when there is one, or a case cannot be checked.
 */
export async function preflight(
  env: Environment,
  { locale, line, say }: Output,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const found = await withDatabase(databaseUrl(env), { max: 2 }, async (db) => {
    const calendars = calendarsOf(env, await publishedYears(db));
    return findGaps(db, (body) => resolveEngine(body as AuthoredPack, locale, calendars));
  });
  const { names, ...figures } = found;
  const { cases, gaps, refusing, unread } = figures;
  if (json === true) {
    const shown = gaps.map(({ recused: _recused, ...gap }) => ({ ...gap, first: new Date(gap.first).toISOString() }));
    const silent = refusing.map(({ reason, ...one }) => ({ ...one, reason: saidOf(reason, locale) }));
    line(JSON.stringify({ ...figures, gaps: shown, refusing: silent }, undefined, 2));
  } else {
    for (const one of unread) line(unreadLine(one, locale));
    for (const gap of gaps) line(gapLine(gap, locale, env.REDRESS_TIMEZONE, names));
    for (const one of refusing) line(refusingLine(one, locale, env.REDRESS_TIMEZONE, names));
    say({
      zh: `已检查 ${cases} 件未结案件,${gaps.length} 处无人可通知`,
      en: `${cases} open cases checked, ${gaps.length} gaps`,
    });
  }
  return gaps.length === 0 && refusing.length === 0 && unread.length === 0 ? 0 : 1;
}
