/** The numbers that a figure shows beside each other, each with cases of its own. */

import type { Figure } from './figure.ts';

export const TERMS = ['numerator', 'denominator', 'now', 'before'] as const;
export type FigureTerm = (typeof TERMS)[number];

/** What a number of it is counted by; nothing where it has no such number. */
type Named = Readonly<{ figure: string } | { series: string }>;

/** Terms of which there are cases; where none is named, the first is meant. */
export function termsOf(figure: Figure, figures: readonly Figure[]): readonly FigureTerm[] {
  return TERMS.filter((term) => {
    const named = termNamed(figure, term);
    return named !== undefined && 'figure' in named && hasCases(named.figure, figure, figures);
  });
}

/** Of a figure that counts rows: itself, with what counts over all that could. */
export function termNamed(figure: Figure, term: FigureTerm): Named | undefined {
  if (figure.kind === 'trend') return undefined;
  if (figure.kind === 'change') {
    if (term === 'now') return { figure: figure.figure };
    if (term !== 'before') return undefined;
    return 'period' in figure.against ? { figure: figure.figure } : figure.against;
  }
  if (term !== 'numerator' && term !== 'denominator') return undefined;
  return figure.kind === 'per' ? figure[term] : { figure: figure.id };
}

function hasCases(id: string, of: Figure, figures: readonly Figure[]): boolean {
  const found = figures.find((figure) => figure.id === id);
  if (found === undefined || found.id === of.id) return found !== undefined;
  return found.kind === 'trend' ? hasCases(found.figure, found, figures) : termsOf(found, figures).length > 0;
}
