import type { FigureBook } from '../../domain/figures/figure.ts';
import { contentHash } from '../load/packHash.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { parseYaml } from '../source/parseYaml.ts';
import { checkBook, type FigurePacks } from './checkBook.ts';
import { bookSchema, type AuthoredBook } from './figureSchema.ts';

/** The figures of a pack from YAML or JSON; each mistake with its place. */
export function parseBook(text: string, packs: FigurePacks): ParsedYaml<FigureBook> {
  const parsed = parseYaml(text, bookSchema, (book) => checkBook(book, packs));
  return parsed.ok ? { ok: true, value: bookOf(parsed.value) } : parsed;
}

function bookOf(authored: AuthoredBook): FigureBook {
  const figures = Object.entries(authored.figures).map(([id, figure]) => ({ id, ...figure }));
  // The schema leaves out what is undefined, which its types cannot say.
  return { ...authored, hash: contentHash(authored), figures } as unknown as FigureBook;
}
