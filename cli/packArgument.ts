import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { formatFault } from '../packs/formatFault.ts';
import { loadPacks } from '../packs/loadPacks.ts';
import { libraryOf } from '../packs/packLibrary.ts';
import type { AuthoredPack } from '../packs/packSchema.ts';
import { parsePack } from '../packs/parsePack.ts';
import { openDatabase } from '../store/database.ts';
import { findPack } from '../store/packs.ts';
import { CommandError, databaseUrl } from './installation.ts';
import { shippedCalendars } from './shippedCalendars.ts';

/**
 * A pack as a command names it: a file; `id` of a pack in `packs/`; `id@version` as the database keeps it. Throws `CommandError`, with a line
 * per mistake when the file is faulty.
 */
export async function packArgument(env: Environment, name: string): Promise<AuthoredPack> {
  if (/\.(ya?ml|json)$/.test(name) || existsSync(name)) return fromFile(name);
  const [id = '', version] = name.split('@');
  const folders = [join(projectRoot(), 'packs'), ...(env.REDRESS_PACKS === undefined ? [] : [env.REDRESS_PACKS])];
  const shipped = folders
    .flatMap((folder) => loadPacks(folder, shippedCalendars(), libraryOf(folder, ...folders)))
    .find(({ pack }) => pack.id === id && (version === undefined || pack.version === version));
  return shipped?.pack ?? fromDatabase(env, id, version);
}

function fromFile(file: string): AuthoredPack {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read`);
  }
  const parsed = parsePack(text, shippedCalendars(), libraryOf(dirname(file), join(projectRoot(), 'packs')));
  if (!parsed.ok) throw new CommandError(parsed.faults.map((fault) => formatFault(file, fault, 'both')).join('\n'));
  return parsed.pack;
}

async function fromDatabase(env: Environment, id: string, version: string | undefined): Promise<AuthoredPack> {
  const db = openDatabase(databaseUrl(env), { max: 1 });
  try {
    const stored = await findPack(db, id, version);
    if (stored === undefined) throw new CommandError(`no pack "${version === undefined ? id : `${id}@${version}`}": name a file, a pack in packs/, or id@version as stored`);
    return stored.body as AuthoredPack;
  } finally {
    await db.end();
  }
}
