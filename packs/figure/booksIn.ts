import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureBook } from '../../domain/figures/figure.ts';
import { yamlFiles } from '../load/packLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { soundOf } from '../source/soundOf.ts';
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

/** The books of the folders; of one pack the last is in force. Throws with a line per mistake. */
export function booksIn(folders: readonly string[], packs: readonly AuthoredPack[]): readonly FigureBook[] {
  const known = packsById(packs);
  return bookFiles(folders).map((file) => soundOf(file, parseBook(textOf(file), known)));
}

/** Of one id the last. */
export function packsById(packs: readonly AuthoredPack[]): FigurePacks {
  return Object.fromEntries(packs.map((pack) => [pack.id, pack]));
}
