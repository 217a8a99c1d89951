import type { Figure, FigureBook } from '../../domain/figures/figure.ts';
import { phrase } from '../../language/phrase.ts';
import { FigureAskError } from './figureAskError.ts';

/** Throws where the book has no such figure. */
export function figureOf(book: FigureBook, id: string): Figure {
  const found = book.figures.find((figure) => figure.id === id);
  if (found !== undefined) return found;
  throw new FigureAskError('figure-unknown', 'id', phrase('figure-unknown', { pack: book.pack, id }));
}
