import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { packHash } from '../../packs/load/packHash.ts';
import { parseFile } from './packArgument.ts';

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
  let faulty = 0;
  for (const file of files) {
    const result = parseFile(env, file);
    if (result.ok) {
      out(`${file}: ok ${result.value.id} ${result.value.version} ${packHash(result.value).slice(0, 12)}`);
      continue;
    }
    faulty += 1;
    for (const fault of result.faults) out(formatFault(file, fault, locale));
  }
  return faulty === 0 ? 0 : 1;
}
