import type { Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { bookFiles, packsById } from '../../packs/figure/booksIn.ts';
import { parseBook } from '../../packs/figure/parseBook.ts';
import { formatFault } from '../../packs/source/formatFault.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { installedPacks, packFoldersOf } from '../installation/installedPacks.ts';
import type { Output } from '../output/output.ts';

/**
 * `redress figures check`: one line for each fault, or pack, number of figures and hash. Without a file: all books of
 * the installation. Returns the exit code.
 */
export function checkFigures(
  env: Environment,
  out: Output,
  files: readonly string[],
  { locale }: { readonly locale: Locale | 'both' },
): number {
  const packs = packsById(installedPacks(env));
  let code = 0;
  for (const file of files.length > 0 ? files : bookFiles(packFoldersOf(env))) {
    const result = parseBook(textOf(file), packs);
    if (result.ok) {
      const { pack, figures, hash } = result.value;
      out.line(`${file}: ok ${pack} ${figures.length} ${hash.slice(0, 12)}`);
    } else {
      code = 1;
      for (const fault of result.faults) out.line(formatFault(file, fault, locale));
    }
  }
  return code;
}
