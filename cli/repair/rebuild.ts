import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { openDatabase } from '../../store/database/database.ts';
import { rebuildReadModel } from '../../store/repair/rebuildReadModel.ts';
import { databaseUrl } from '../installation/installation.ts';
import { progressOn } from '../output/progressOn.ts';

const DONE = {
  zh: (cases: number) => `已由日志重建 ${cases} 件`,
  en: (cases: number) => `rebuilt ${cases} cases from the log`,
};

/** `redress rebuild`: drops the read model and makes it again from the log. */
export async function rebuild(env: Environment, locale: Locale, out: (line: string) => void): Promise<number> {
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    let progress: ((done: number) => void) | undefined;
    const done = await rebuildReadModel(db, (count, total) => (progress ??= progressOn(locale, total))(count));
    out(DONE[locale](done));
    return 0;
  } finally {
    await db.end();
  }
}
