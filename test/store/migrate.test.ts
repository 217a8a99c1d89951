import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { testDatabase } from '../support/servers/servers.ts';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-migrations-'));
  file('0001_schema.sql', 'create table things (id text)');
  db = openDatabase(await testDatabase(), { max: 4 });
});
afterEach(async () => {
  await db.end();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);
const tables = async (): Promise<readonly string[]> =>
  (await db.query("select table_name as name from information_schema.tables where table_schema = 'public'")).rows
    .map((one: { readonly name: string }) => one.name)
    .filter((name: string) => name !== 'schema_migrations');

describe('the schema of a database', () => {
  it('is brought up to date file by file, each once, also by two who start at once', async () => {
    file('0002_more.sql', 'create table more (id text)');
    const [one, other] = await Promise.all([migrate(db, folder), migrate(db, folder)]);
    expect([...one, ...other].toSorted()).toEqual(['0001_schema.sql', '0002_more.sql']);
    expect(await migrate(db, folder)).toEqual([]);
    file('0003_last.sql', 'create table last (id text)');
    expect(await migrate(db, folder)).toEqual(['0003_last.sql']);
  });

  it('has all of a file or nothing of it', async () => {
    file('0002_broken.sql', 'create table half (id text); create table things (id text)');
    await expect(migrate(db, folder)).rejects.toThrow('already exists');
    expect(await tables()).toEqual(['things']);
  });

  it('is left alone where a file that was applied says something else now', async () => {
    await migrate(db, folder);
    file('0001_schema.sql', 'create table things (id text, name text)');
    await expect(migrate(db, folder)).rejects.toThrow('0001_schema.sql was changed after it had been applied');
  });

  it('is left alone where it is newer than these files', async () => {
    file('0002_more.sql', 'create table more (id text)');
    await migrate(db, folder);
    rmSync(join(folder, '0002_more.sql'));
    file('0003_other.sql', 'create table other (id text)');
    await expect(migrate(db, folder)).rejects.toThrow('newer than this version of Redress: it has 0002_more.sql');
    expect((await tables()).toSorted()).toEqual(['more', 'things']);
  });
});
