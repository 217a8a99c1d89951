import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { libraryOf } from '../../packs/load/packLibrary.ts';
import { packHash } from '../../packs/load/packHash.ts';
import { parsePack } from '../../packs/load/parsePack.ts';
import { cannotRead } from '../installation/cannotRead.ts';
import { calendarsOf, packFoldersOf } from '../installation/installedPacks.ts';

/**
 * `redress pack check`: one line per mistake, or the pack's id, version and hash. Returns the exit code. Asks no
 * database: calendars and extended packs are those of files.
 */
export function checkPacks(
  env: Environment,
  files: readonly string[],
  locale: Locale | 'both',
  out: (line: string) => void,
): number {
  const calendars = calendarsOf(env);
  let faulty = 0;
  for (const file of files) {
    const result = parsePack(textOf(file), calendars, libraryOf(dirname(file), ...packFoldersOf(env)));
    if (result.ok) {
      out(`${file}: ok ${result.pack.id} ${result.pack.version} ${packHash(result.pack).slice(0, 12)}`);
      continue;
    }
    faulty += 1;
    for (const fault of result.faults) out(formatFault(file, fault, locale));
  }
  return faulty === 0 ? 0 : 1;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw cannotRead(file);
  }
}
