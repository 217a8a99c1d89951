import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { packHash } from '../../packs/load/packHash.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import type { Output } from '../output/output.ts';
import { parseFile } from './packArgument.ts';

/**
 * `redress pack check`: one line for each fault, or id, version and hash. Returns the exit code. Calendars and packs
 * come from files only.
 */
export function checkPacks(
  env: Environment,
  out: Output,
  files: readonly string[],
  { locale }: { readonly locale: Locale | 'both' },
): number {
  let code = 0;
  for (const file of files) {
    const result = parseFile(env, file);
    if (result.ok) {
      const { id, version } = result.value;
      out.line(`${file}: ok ${id} ${version} ${packHash(result.value).slice(0, 12)}`);
    } else {
      code = 1;
      for (const fault of result.faults) out.line(formatFault(file, fault, locale));
    }
  }
  return code;
}
