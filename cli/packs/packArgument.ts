import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import type { PackFault } from '../../packs/source/fault.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { libraryOf } from '../../packs/load/packLibrary.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { parsePack, type ParsedPack } from '../../packs/load/parsePack.ts';
import type { Locale } from '../../language/locale.ts';
import { openDatabase } from '../../store/database/database.ts';
import { findPack } from '../../store/rules/packs.ts';
import { textOf } from '../installation/textOf.ts';
import { CommandError, databaseUrl } from '../installation/installation.ts';
import { calendarsOf, installedPacks, packFoldersOf } from '../installation/installedPacks.ts';

/**
 * A pack as a command names it: a file; `id` of a pack in `packs/` or `REDRESS_PACKS`; `id@version` as the database
 * keeps it. A file is read against the calendars of files, as by the API when it starts. Throws `CommandError`, with a
 * line per mistake when the file is faulty.
 */
export async function packArgument(env: Environment, name: string): Promise<AuthoredPack> {
  if (/\.(ya?ml|json)$/.test(name) || existsSync(name)) return fromFile(env, name);
  const [id = '', version] = name.split('@');
  const installed = installedPacks(env).findLast(
    (pack) => pack.id === id && (version === undefined || pack.version === version),
  );
  return installed ?? fromDatabase(env, id, version);
}

function fromFile(env: Environment, file: string): AuthoredPack {
  const parsed = parseFile(env, file);
  if (!parsed.ok)
    throw new CommandError({ zh: faultLines(file, parsed.faults, 'zh'), en: faultLines(file, parsed.faults, 'en') });
  return parsed.value;
}

/** A pack in a file, read against calendars and packs of files. Throws `CommandError` for one that cannot be read. */
export function parseFile(env: Environment, file: string): ParsedPack {
  return parsePack(textOf(file), calendarsOf(env), libraryOf(dirname(file), ...packFoldersOf(env)));
}

function faultLines(file: string, faults: readonly PackFault[], locale: Locale): string {
  return faults.map((fault) => formatFault(file, fault, locale)).join('\n');
}

async function fromDatabase(env: Environment, id: string, version: string | undefined): Promise<AuthoredPack> {
  const db = openDatabase(databaseUrl(env), { max: 1 });
  try {
    const stored = await findPack(db, id, version);
    if (stored === undefined) {
      const named = version === undefined ? id : `${id}@${version}`;
      throw new CommandError({
        zh: `没有制度包 "${named}":请写文件、packs/ 中的包,或已保存的 id@version`,
        en: `no pack "${named}": name a file, a pack in packs/, or id@version as stored`,
      });
    }
    return stored.body as AuthoredPack;
  } finally {
    await db.end();
  }
}
