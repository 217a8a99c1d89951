import type { Environment } from '../config/environment.ts';
import { openDatabase } from '../store/database.ts';
import { rebuildReadModel } from '../store/rebuildReadModel.ts';
import { databaseUrl } from './installation.ts';

/** `redress rebuild`: drops the read model and makes it again from the log. */
export async function rebuild(env: Environment, out: (line: string) => void): Promise<number> {
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const done = await rebuildReadModel(db, (count, total) => {
      if (count % 500 === 0) out(`${count} of ${total}`);
    });
    out(`rebuilt ${done} cases from the log`);
    return 0;
  } finally {
    await db.end();
  }
}
