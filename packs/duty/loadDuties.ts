import type { DutyBook } from '../../domain/duties/duty.ts';
import { yamlFilesIn } from '../load/packLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { kept } from '../source/kept.ts';
import { soundOf } from '../source/soundOf.ts';
import { textOf } from '../source/textOf.ts';
import { parseDuties } from './parseDuties.ts';

/** `duties` of each folder; a later folder has the last word on a pack. Throws with a line per mistake. */
export function loadDuties(folders: readonly string[], packs: readonly AuthoredPack[]): readonly DutyBook[] {
  const ids = packs.map(({ id }) => id);
  const packOf = (id: string): AuthoredPack | undefined => packs.find((pack) => pack.id === id);
  const books = yamlFilesIn(folders, 'duties').map((file) => {
    const text = textOf(file);
    return kept(['duties', text, packs], () => soundOf(file, parseDuties(text, packOf, ids)));
  });
  return [...new Map(books.map((book) => [book.pack, book])).values()];
}
