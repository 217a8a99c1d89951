import type { Figure, FigureBook } from '../../domain/figures/figure.ts';
import { FigureAskError } from './figureAskError.ts';

/** Throws where the book has no such figure. */
export function figureOf(book: FigureBook, id: string): Figure {
  const found = book.figures.find((figure) => figure.id === id);
  if (found !== undefined) return found;
  throw new FigureAskError('no-such-figure', 'id', {
    zh: `制度包 "${book.pack}" 没有指标 "${id}"`,
    en: `the pack "${book.pack}" has no figure "${id}"`,
  });
}
