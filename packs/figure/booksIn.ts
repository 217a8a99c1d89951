import type { FigureBook } from '../../domain/figures/figure.ts';
import { yamlFilesIn } from '../load/packLibrary.ts';
import { soundIn } from '../load/soundIn.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
import type { FigurePacks } from './checkBook.ts';
import { parseBook } from './parseBook.ts';

/** Files of `figures` in each folder. */
export function bookFiles(folders: readonly string[]): readonly string[] {
  return yamlFilesIn(folders, 'figures');
}

/**
 * The sound books of the folders; of one pack the last is in force. A mistake in a figure keeps nobody from registering
 * a complaint: `onFault` is told of it, a line each, and the book that was in force before holds.
 */
export function booksIn(
  folders: readonly string[],
  packs: readonly AuthoredPack[],
  onFault: (line: string) => void,
): readonly FigureBook[] {
  const known = packsById(packs);
  const parse = (text: string): ReturnType<typeof parseBook> =>
    kept(['figures', text, known], () => parseBook(text, known));
  return soundIn(bookFiles(folders), parse, onFault);
}

/** Of one id the last. */
export function packsById(packs: readonly AuthoredPack[]): FigurePacks {
  return Object.fromEntries(packs.map((pack) => [pack.id, pack]));
}
