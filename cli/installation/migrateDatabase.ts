import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireSettings, type Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { parseOrganisation } from '../../packs/load/parseOrganisation.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import type { Locale } from '../../language/locale.ts';
import { openDatabase, row, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { loadOrganisation, type Organisation } from '../../store/people/organisation.ts';
import { CommandError } from './installation.ts';

const WORDS = {
  zh: (applied: number, file: string | undefined) =>
    `数据库已是最新:本次应用 ${applied} 个迁移${file === undefined ? '' : `,组织已由 ${file} 载入`}`,
  en: (applied: number, file: string | undefined) =>
    `the database is up to date: ${applied} migration${applied === 1 ? '' : 's'} applied ` +
    `now${file === undefined ? '' : `, organisation loaded from ${file}`}`,
};

/**
 * `redress migrate`: the schema of a database of one's own, and the organisation when it has no people yet. Harmless to
 * repeat, also twice at once.
 */
export async function migrateDatabase(
  env: Environment,
  options: { readonly organisation?: string; readonly locale: Locale },
  out: (line: string) => void,
): Promise<number> {
  const { DATABASE_URL: url } = requireSettings(env, ['DATABASE_URL']);
  const db = openDatabase(url, { max: 2 });
  try {
    const applied = await migrate(db, join(projectRoot(), 'store', 'migrations'));
    const loaded = options.organisation === undefined ? false : await loadIfEmpty(db, options.organisation);
    out(WORDS[options.locale](applied.length, loaded ? options.organisation : undefined));
    return 0;
  } catch (error) {
    if (error instanceof BilingualError) throw error;
    const code = (error as { readonly code?: string }).code;
    if (code === undefined) throw new CommandError(refusal((error as Error).message));
    const why = (error as Error).message || code;
    throw new CommandError({ zh: `数据库升级失败:${why}`, en: `the database could not be migrated: ${why}` });
  } finally {
    await db.end();
  }
}

/** Why the schema stays as it is. */
function refusal(said: string): Bilingual {
  const newer = /^the database is newer than this version of Redress: it has (.*)$/.exec(said);
  if (newer !== null) return { zh: `数据库比本版本 Redress 新:含有 ${newer[1]}`, en: said };
  const changed = /^migration (.*) was changed after it had been applied;/.exec(said);
  return changed === null
    ? { zh: `数据库升级失败:${said}`, en: `redress: ${said}` }
    : { zh: `迁移 ${changed[1]} 在应用之后被改动过;请另写一个新的`, en: said };
}

async function loadIfEmpty(db: Database, file: string): Promise<boolean> {
  if ((await row(db, 'select 1 from people limit 1')) !== undefined) return false;
  await loadOrganisation(db, parseOrganisation(readFileSync(file, 'utf8')) as Organisation);
  return true;
}
