import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { wrongMasterKey } from '../config/wrongMasterKey.ts';
import { parseOrganisation } from '../packs/load/parseOrganisation.ts';
import { textOf } from '../packs/source/textOf.ts';
import { row, withDatabase } from '../store/database/database.ts';
import { migrate } from '../store/database/migrate.ts';
import { keepDefaults } from '../store/people/keepDefaults.ts';
import { loadOrganisation } from '../store/people/organisation.ts';
import { holdMasterKey } from '../store/vault/masterKey.ts';
import { deriveKeys } from '../store/vault/vault.ts';
import type { Say } from './machine/say.ts';

/** Brings the schema up to date. `demo`: where nobody is known yet, the people of the demonstration are. */
export function prepareDatabase(
  env: Environment,
  url: string,
  masterKey: Buffer,
  say: Say,
  demo: boolean,
): Promise<void> {
  return withDatabase(url, { max: 2 }, async (db) => {
    const { length } = await migrate(db, join(projectRoot(), 'store', 'migrations'));
    await keepDefaults(db, { locale: env.REDRESS_LOCALE, timezone: env.REDRESS_TIMEZONE });
    if (length > 0)
      say(
        `database schema: ${length} migration${length === 1 ? '' : 's'} applied`,
        `数据库结构:已应用 ${length} 个迁移`,
      );
    const other = await holdMasterKey(db, deriveKeys(masterKey));
    if (other !== undefined) throw wrongMasterKey(other);
    if ((await row(db, 'select 1 from people limit 1')) !== undefined) return;
    if (!demo) {
      const command = 'redress organisation import <file> --by <person>';
      say(`nobody is known yet: ${command}`, `尚无人员:${command}`);
      return;
    }
    await loadOrganisation(db, parseOrganisation(textOf(join(projectRoot(), 'packs', 'demo', 'organisation.yaml'))));
    say('loaded the demo organisation', '已载入演示组织');
  });
}
