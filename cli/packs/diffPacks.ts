import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { packDiff } from '../../packs/describe/packDiff.ts';
import { sayChange } from '../../packs/describe/sayChange.ts';
import { packArgument } from './packArgument.ts';

/**
 * `redress pack diff`: each change with what it was and what it is. Packs in files are read against calendars of files.
 * Exit code 0 whether or not there are any; throws `CommandError` for a pack that cannot be read.
 */
export async function diffPacks(
  env: Environment,
  before: string,
  after: string,
  options: { readonly locale: Locale; readonly json?: boolean },
  out: (line: string) => void,
): Promise<number> {
  const [old, now] = [await packArgument(env, before), await packArgument(env, after)];
  const changes = packDiff(old, now);
  if (options.json === true) {
    out(
      JSON.stringify(
        { before: { id: old.id, version: old.version }, after: { id: now.id, version: now.version }, changes },
        undefined,
        2,
      ),
    );
    return 0;
  }
  out(`${old.id} ${old.version} → ${now.id} ${now.version}`);
  if (changes.length === 0) out(options.locale === 'zh' ? '内容相同。' : 'They say the same.');
  const lines = changes.flatMap((change) => sayChange(change, { before: old, after: now }, options.locale));
  for (const line of lines) out(line);
  return 0;
}
