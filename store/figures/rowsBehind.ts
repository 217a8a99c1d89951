/** From a number that is shown to the rows that it was counted by. */

import type { Figure } from '../../domain/figures/figure.ts';
import { termNamed, termsOf, type FigureTerm } from '../../domain/figures/termsOf.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import { daysBefore } from './answerChange.ts';
import type { CountingFigure } from './counting.ts';
import { evaluateAsked } from './evaluateFigure.ts';
import { FigureAskError } from './figureAskError.ts';
import type { Asking, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';

/** The figure that counts them, in its days. */
type Behind = Readonly<{ figure: CountingFigure; asking: Asking }>;

/** Undefined: no term of it has cases. Throws a `FigureAskError` where the term that is asked for has none. */
export async function rowsBehind(
  context: FigureContext,
  figure: Figure,
  asking: Asking,
  term: FigureTerm | undefined,
): Promise<Behind | undefined> {
  const whyNot = term === undefined ? undefined : await lacksCases(context, figure, asking, term);
  if (whyNot !== undefined) throw new FigureAskError('figure-no-term', 'term', whyNot);
  // Whatever is part of the cohort counts towards it.
  if ('of' in figure) return { figure: term === 'denominator' ? { ...figure, condition: {} } : figure, asking };
  const [named = term] = term === undefined ? termsOf(figure, context.book.figures) : [];
  const made = figure.kind === 'trend' ? figure : named && termNamed(figure, named);
  if (made === undefined || !('figure' in made)) return undefined;
  const { figure: id } = made;
  const days = figure.kind === 'change' && named === 'before' ? daysBefore(figure.against, asking.days) : asking.days;
  return rowsBehind(context, figureOf(context.book, id), { ...asking, days }, undefined);
}

async function lacksCases(
  context: FigureContext,
  figure: Figure,
  asking: Asking,
  term: FigureTerm,
): Promise<Phrase | undefined> {
  const { id } = figure;
  const terms = termsOf(figure, context.book.figures);
  if (terms.length === 0) return phrase('figure-no-terms', { id, term });
  const named = termNamed(figure, term);
  if (named !== undefined && 'series' in named)
    return phrase('figure-term-series', { id, term, series: named.series, terms });
  if (!terms.includes(term)) return phrase('figure-no-term', { id, term, terms });
  if (term !== 'before') return undefined;
  const { change } = await evaluateAsked(context, figure, { ...asking, by: undefined, bare: true });
  if (change?.from !== 'imported') return undefined;
  return phrase('figure-term-imported', { id, term, terms: terms.filter((one) => one !== term) });
}
