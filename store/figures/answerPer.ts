/** The quotient of two sources, or one of them itself. */

import type { Figure, PerFigure, Term } from '../../domain/figures/figure.ts';
import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import type { Asking, Evaluate, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';
import { periodOf, scopeOf } from './scopeOf.ts';
import { seriesIn } from './series.ts';

type Valued = Readonly<{ value: number | null; parts?: readonly FigurePart[]; beside?: FigureAnswer['beside'] }>;

export async function answerPer(
  context: FigureContext,
  figure: PerFigure,
  asking: Asking,
  evaluate: Evaluate,
): Promise<Pick<FigureAnswer, 'value' | 'numerator' | 'denominator' | 'parts' | 'beside' | 'period'>> {
  const { times = 1 } = figure;
  const [over, under] = await Promise.all([
    termValue(context, figure.numerator, asking, evaluate),
    figure.denominator && termValue(context, figure.denominator, asking, evaluate),
  ]);
  const quotient = (a: number | null, b: number | null | undefined): number | null => {
    if (a === null || b === null || b === 0) return null;
    return (b === undefined ? a : a / b) * times;
  };
  const scope = await scopeOf(context, asking);
  const parts = over.parts?.map((part) => {
    const below = under?.parts?.find(({ key }) => key === part.key);
    const value = quotient(part.value, under === undefined ? undefined : (below?.value ?? null));
    const counts = countsOf(part.value, below?.value);
    return part.suppressed === true || below?.suppressed === true
      ? { key: part.key, label: part.label, value: null, suppressed: true }
      : { key: part.key, label: part.label, value, ...counts };
  });
  return {
    value: quotient(over.value, under?.value),
    ...countsOf(over.value, under?.value),
    ...(parts === undefined ? {} : { parts }),
    beside: over.beside ?? {},
    period: periodOf(asking, scope),
  };
}

function countsOf(
  numerator: number | null,
  denominator: number | null | undefined,
): { numerator?: number; denominator?: number } {
  return {
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null || denominator === undefined ? {} : { denominator }),
  };
}

async function termValue(context: FigureContext, term: Term, asking: Asking, evaluate: Evaluate): Promise<Valued> {
  if ('figure' in term) return evaluate(figureOf(context.book, term.figure), { ...asking, bare: true });
  const asked = { pack: context.pack.id, name: term.series, days: asking.days, unit: asking.unit };
  return { value: await seriesIn(context.db, asked, term.take) };
}

/** The figures that a figure is made of. */
export function madeOf(figure: Figure): readonly string[] {
  if (figure.kind === 'per')
    return [figure.numerator, figure.denominator].flatMap((term) => (term && 'figure' in term ? [term.figure] : []));
  return figure.kind === 'change' || figure.kind === 'trend' ? [figure.figure] : [];
}
