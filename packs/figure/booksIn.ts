import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureBook } from '../../domain/figures/figure.ts';
import { yamlFiles } from '../load/packLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
import { formatFault } from '../source/formatFault.ts';
import { textOf } from '../source/textOf.ts';
import type { FigurePacks } from './checkBook.ts';
import { parseBook } from './parseBook.ts';

/** Files of `figures` in each folder. */
export function bookFiles(folders: readonly string[]): readonly string[] {
  return folders
    .map((folder) => join(folder, 'figures'))
    .filter((folder) => existsSync(folder))
    .flatMap(yamlFiles);
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
  return bookFiles(folders).flatMap((file) => {
    const text = textOf(file);
    const parsed = kept(['figures', text, known], () => parseBook(text, known));
    if (parsed.ok) return [parsed.value];
    for (const fault of parsed.faults) onFault(formatFault(file, fault, 'both'));
    return [];
  });
}

/** Of one id the last. */
export function packsById(packs: readonly AuthoredPack[]): FigurePacks {
  return Object.fromEntries(packs.map((pack) => [pack.id, pack]));
}
