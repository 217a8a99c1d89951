import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import { column, transaction, type Database, type Queryable } from './database.ts';

/** Any constant. */
const LOCK = 7_210_115;

/**
 * Returns the names applied now; safe when two run at once. Throws when the database has a file that is missing here or
 * differs.
 */
export async function migrate(db: Database, folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).toSorted();
  await alone(db, (tx) =>
    tx.query(
      `create table if not exists schema_migrations (name text primary key, checksum text not null,
        applied_at timestamptz not null default now())`,
    ),
  );
  const known = await column<string>(db, 'select name from schema_migrations order by name');
  const newer = known.filter((name) => !files.includes(name)).join(', ');
  if (newer !== '')
    throw new BilingualError({
      zh: `数据库比本版本 Redress 新:含有 ${newer}`,
      en: `the database is newer than this version of Redress: it has ${newer}`,
    });
  const applied: string[] = [];
  for (const name of files) {
    const sql = await readFile(join(folder, name), 'utf8');
    if (await apply(db, name, sql)) applied.push(name);
  }
  return applied;
}

async function apply(db: Database, name: string, sql: string): Promise<boolean> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  return alone(db, async (tx) => {
    const [done] = await column<string>(tx, 'select checksum from schema_migrations where name = $1', [name]);
    if (done === checksum) return false;
    if (done !== undefined)
      throw new BilingualError({
        zh: `迁移 ${name} 在应用之后被改动过;请另写一个新的`,
        en: `migration ${name} was changed after it had been applied; write a new one instead`,
      });
    await tx.query(sql);
    await tx.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    return true;
  });
}

/** In a transaction, while no other migrator changes anything. */
function alone<T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return transaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    return work(tx);
  });
}
