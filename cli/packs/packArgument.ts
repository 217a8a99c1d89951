import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { formatFaults } from '../../packs/source/formatFault.ts';
import { libraryOf } from '../../packs/load/packLibrary.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { parsePack, type ParsedPack } from '../../packs/load/parsePack.ts';
import { withDatabase } from '../../store/database/database.ts';
import { findPack } from '../../store/rules/packs.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { databaseUrl } from '../installation/installation.ts';
import { calendarsOf, installedPacks, packFoldersOf } from '../installation/installedPacks.ts';
import { fail } from '../output/fail.ts';

/**
 * A file; `id` of a pack in `packs/` or `REDRESS_PACKS`; or `id@version` in the database. Fails with one line for each
 * fault.
 */
export async function packArgument(env: Environment, name: string): Promise<AuthoredPack> {
  if (/\.(ya?ml|json)$/.test(name) || existsSync(name)) return fromFile(env, name);
  const [id = '', version] = name.split('@');
  const installed = installedPacks(env).findLast(
    (pack) => pack.id === id && (version === undefined || pack.version === version),
  );
  return installed ?? fromDatabase(env, name, id, version);
}

function fromFile(env: Environment, file: string): AuthoredPack {
  const parsed = parseFile(env, file);
  if (parsed.ok) return parsed.value;
  return fail(formatFaults(file, parsed.faults));
}

/** With calendars and packs in files; fails when the file cannot be read. */
export function parseFile(env: Environment, file: string): ParsedPack {
  return parsePack(textOf(file), calendarsOf(env), libraryOf(dirname(file), ...packFoldersOf(env)));
}

async function fromDatabase(env: Environment, named: string, id: string, version?: string): Promise<AuthoredPack> {
  const stored = await withDatabase(databaseUrl(env), { max: 1 }, (db) => findPack(db, id, version));
  return (
    (stored?.body as AuthoredPack | undefined) ??
    fail({
      zh: `没有制度包 "${named}":请写文件、packs/ 中的包,或已保存的 id@version`,
      en: `no pack "${named}": name a file, a pack in packs/, or id@version as stored`,
    })
  );
}
