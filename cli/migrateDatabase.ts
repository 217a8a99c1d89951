import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireSettings } from '../config/environment.ts';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { parseOrganisation } from '../packs/parseOrganisation.ts';
import { openDatabase, row } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { loadOrganisation } from '../store/organisation.ts';
import type { Organisation } from '../store/organisation.ts';
import { CommandError } from './installation.ts';

/** `redress migrate`: the schema of a database of one's own, and the organisation when it has no people yet. Harmless to repeat, also twice at once. */
export async function migrateDatabase(env: Environment, options: { readonly organisation?: string }, out: (line: string) => void): Promise<number> {
  const { DATABASE_URL: url } = requireSettings(env, ['DATABASE_URL']);
  const db = openDatabase(url, { max: 2 });
  try {
    const applied = await migrate(db, join(projectRoot(), 'store', 'migrations'));
    const loaded = options.organisation === undefined ? false : await loadIfEmpty(db, options.organisation);
    out(
      `the database is up to date: ${applied.length} migration${applied.length === 1 ? '' : 's'} applied now${loaded ? `, organisation loaded from ${options.organisation}` : ''}`,
    );
    return 0;
  } catch (error) {
    const code = (error as { readonly code?: string }).code;
    throw code === undefined ? error : new CommandError(`the database could not be migrated: ${(error as Error).message || code}`);
  } finally {
    await db.end();
  }
}

async function loadIfEmpty(db: Database, file: string): Promise<boolean> {
  if ((await row(db, 'select 1 from people limit 1')) !== undefined) return false;
  await loadOrganisation(db, parseOrganisation(readFileSync(file, 'utf8')) as Organisation);
  return true;
}
