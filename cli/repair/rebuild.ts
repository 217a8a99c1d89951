import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { openDatabase } from '../../store/database/database.ts';
import { rebuildReadModel } from '../../store/repair/rebuildReadModel.ts';
import { databaseUrl } from '../installation/installation.ts';

const SAY_EVERY = 500;

const WORDS = {
  zh: {
    progress: (done: number, all: number) => `${done} / ${all}`,
    done: (cases: number) => `已由日志重建 ${cases} 件`,
  },
  en: {
    progress: (done: number, all: number) => `${done} of ${all}`,
    done: (cases: number) => `rebuilt ${cases} cases from the log`,
  },
};

/** `redress rebuild`: drops the read model and makes it again from the log. */
export async function rebuild(env: Environment, locale: Locale, out: (line: string) => void): Promise<number> {
  const w = WORDS[locale];
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const done = await rebuildReadModel(db, (count, total) => {
      if (count % SAY_EVERY === 0) out(w.progress(count, total));
    });
    out(w.done(done));
    return 0;
  } finally {
    await db.end();
  }
}
