import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DutyBook } from '../../domain/duties/duty.ts';
import { yamlFiles } from '../load/packLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
import { soundOf } from '../source/soundOf.ts';
import { textOf } from '../source/textOf.ts';
import { parseDuties } from './parseDuties.ts';

/** `duties` of each folder; a later folder has the last word on a pack. Throws with a line per mistake. */
export function loadDuties(folders: readonly string[], packs: readonly AuthoredPack[]): readonly DutyBook[] {
  const ids = packs.map(({ id }) => id);
  const packOf = (id: string): AuthoredPack | undefined => packs.find((pack) => pack.id === id);
  const books = folders
    .map((folder) => join(folder, 'duties'))
    .filter((folder) => existsSync(folder))
    .flatMap(yamlFiles)
    .map((file) => {
      const text = textOf(file);
      return kept(['duties', text, packs], () => soundOf(file, parseDuties(text, packOf, ids)));
    });
  return [...new Map(books.map((book) => [book.pack, book])).values()];
}
