import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rows, transaction, type Database } from './database.ts';

/** Any constant: only that all migrators agree on it. */
const LOCK = 7_210_115;

/**
 * Brings the schema up to date from numbered SQL files. Safe to start twice at once. Returns the names applied now.
 * Throws, and changes nothing, when the database has a file that is not there or another one under its name.
 */
export async function migrate(db: Database, folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).toSorted();
  await db
    .query(
      `create table if not exists schema_migrations (name text primary key, checksum text not null,
        applied_at timestamptz not null default now())`,
    )
    .catch(ignoreRace);
  const known = await rows<{ name: string }>(db, 'select name from schema_migrations order by name');
  const newer = known.filter((one) => !files.includes(one.name));
  if (newer.length > 0)
    throw new Error(
      `the database is newer than this version of Redress: it has ${newer.map((one) => one.name).join(', ')}`,
    );
  const applied: string[] = [];
  for (const name of files) {
    const sql = await readFile(join(folder, name), 'utf8');
    if (await apply(db, name, sql)) applied.push(name);
  }
  return applied;
}

async function apply(db: Database, name: string, sql: string): Promise<boolean> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return transaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const [done] = await rows<{ checksum: string }>(tx, 'select checksum from schema_migrations where name = $1', [
      name,
    ]);
    if (done !== undefined) {
      if (done.checksum !== checksum)
        throw new Error(`migration ${name} was changed after it had been applied; write a new one instead`);
      return false;
    }
    await tx.query(sql);
    await tx.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    return true;
  });
}

/** Two migrators may create the table at the same moment; the loser sees a unique violation in the catalogue. */
function ignoreRace(error: unknown): void {
  if ((error as { code?: string }).code !== '23505') throw error;
}
