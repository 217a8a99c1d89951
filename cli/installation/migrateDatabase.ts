import { join } from 'node:path';
import { requireSettings, type Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { BilingualError } from '../../language/bilingual.ts';
import { organisationOf } from '../../packs/load/parseOrganisation.ts';
import { row, withDatabase, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { keepDefaults } from '../../store/people/keepDefaults.ts';
import { loadOrganisation } from '../../store/people/organisation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

/**
 * `redress migrate`: schema of a bank's own database, and the organisation if there are no people. Safe to repeat, also
 * twice at once.
 */
export async function migrateDatabase(
  env: Environment,
  out: Output,
  { organisation = env.REDRESS_ORGANISATION?.split(',') }: { readonly organisation?: readonly string[] },
): Promise<number> {
  const { DATABASE_URL } = requireSettings(env, ['DATABASE_URL']);
  try {
    await withDatabase(DATABASE_URL, { max: 2 }, async (db) => {
      const { length } = await migrate(db, join(projectRoot(), 'store', 'migrations'));
      await keepDefaults(db, { locale: env.REDRESS_LOCALE, timezone: env.REDRESS_TIMEZONE });
      const loaded = organisation !== undefined && (await loadIfEmpty(db, organisation));
      out.say({
        zh: `数据库已是最新:本次应用 ${length} 个迁移${loaded ? `,组织已由 ${organisation?.join('、')} 载入` : ''}`,
        en:
          `the database is up to date: ${length} migration${length === 1 ? '' : 's'} applied now` +
          (loaded ? `, organisation loaded from ${organisation?.join(' and ')}` : ''),
      });
    });
    return 0;
  } catch (error) {
    if (error instanceof BilingualError) throw error;
    const { message, code } = error as Error & { readonly code?: string };
    const why = message || code;
    return fail({ zh: `数据库升级失败:${why}`, en: `the database could not be migrated: ${why}` });
  }
}

async function loadIfEmpty(db: Database, files: readonly string[]): Promise<boolean> {
  if ((await row(db, 'select 1 from people limit 1')) !== undefined) return false;
  await loadOrganisation(db, organisationOf(files));
  return true;
}
