import type { Environment } from '../../config/environment.ts';
import { withDatabase } from '../../store/database/database.ts';
import { rebuildReadModel } from '../../store/repair/rebuildReadModel.ts';
import { databaseUrl } from '../installation/installation.ts';
import type { Output } from '../output/output.ts';
import { progressOn } from '../output/progressOn.ts';

const DONE = {
  zh: (cases: number) => `已由日志重建 ${cases} 件`,
  en: (cases: number) => `rebuilt ${cases} cases from the log`,
};

/** `redress rebuild`: drops the read model and makes it again from the log. */
export async function rebuild(env: Environment, { locale, line }: Output): Promise<number> {
  let progress: ((done: number) => void) | undefined;
  const done = await withDatabase(databaseUrl(env), { max: 2 }, (db) =>
    rebuildReadModel(db, (count, total) => (progress ??= progressOn(locale, total))(count)),
  );
  line(DONE[locale](done));
  return 0;
}
