/** The one way to a figure: the API, the command, closings and the report ask here. */

import { TIMES, type Dimension, type Figure } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { SOURCES } from '../../domain/figures/sources.ts';
import { phrase } from '../../language/phrase.ts';
import { answerChange } from './answerChange.ts';
import { answerCounted } from './answerCounted.ts';
import { answerPer, madeOf } from './answerPer.ts';
import { answerTrend } from './answerTrend.ts';
import { FigureAskError } from './figureAskError.ts';
import type { Asking, Evaluate, Evaluation, FigureAsk, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';
import { boundsOf } from './scopeOf.ts';
import { SharedCounts } from './sharedCounts.ts';

/** Throws a `FigureAskError` for what cannot be answered. */
export async function evaluateFigure(context: FigureContext, id: string, ask: FigureAsk): Promise<FigureAnswer> {
  return evaluateAsked(context, figureOf(context.book, id), askingOf(context, ask));
}

/** Every figure of the book but for those that only others are made of. */
export async function evaluateFigures(context: FigureContext, ask: FigureAsk): Promise<readonly FigureAnswer[]> {
  const asking = askingOf(context, ask);
  const figures = context.book.figures.filter(({ base }) => base !== true);
  const shared = sharing(context);
  return Promise.all(
    figures.map((figure) => evaluate(shared)(figure, { ...asking, by: ifToldApart(context, figure, ask.by) })),
  );
}

/** Checked. */
export function askingOf({ pack }: FigureContext, ask: FigureAsk): Asking {
  const { from, to } = ask.days;
  if (to < from) throw new FigureAskError('period-reversed', 'to', phrase('period-reversed', { from, to }));
  return { ...ask, anchor: boundsOf(ask.days, pack.timezone).from };
}

/** The same of a figure that is at hand. */
export function evaluateAsked(context: FigureContext, figure: Figure, asking: Asking): Promise<FigureAnswer> {
  return evaluate(sharing(context))(figure, asking);
}

function sharing(context: FigureContext): Evaluation {
  return { ...context, counts: context.counts ?? new SharedCounts(context.db) };
}

function evaluate(context: Evaluation): Evaluate {
  return async (figure, asking) => {
    if (asking.bare !== true) requireToldApart(context, figure, asking.by);
    const asked = { ...asking, by: ifToldApart(context, figure, asking.by) };
    const beside = asking.bare === true ? [] : (figure.variants ?? []);
    const [found, ...variants] = await Promise.all([
      answered(context, figure, asked),
      ...beside.map((id) => evaluate(context)(figureOf(context.book, id), { ...asked, by: undefined, bare: true })),
    ]);
    return {
      id: figure.id,
      pack: context.pack.id,
      kind: figure.kind,
      title: figure.title,
      book: context.book.hash,
      ...(asking.unit === undefined ? {} : { unit: asking.unit }),
      measure: measureOf(context, figure),
      ...found,
      ...(variants.length === 0 ? {} : { variants }),
      ...targetOf(figure, found),
    };
  };
}

type Found = Pick<FigureAnswer, 'value' | 'beside' | 'period'> & Partial<FigureAnswer>;

function answered(context: Evaluation, figure: Figure, asking: Asking): Promise<Found> {
  if (figure.kind === 'per') return answerPer(context, figure, asking, evaluate(context));
  if (figure.kind === 'change') return answerChange(context, figure, asking, evaluate(context));
  if (figure.kind === 'trend') return answerTrend(context, figure, asking, evaluate(context));
  return answerCounted(context, figure, asking);
}

const MEASURES = {
  count: 'number',
  share: 'percent',
  duration: 'hours',
  sum: 'number',
  per: 'number',
  trend: 'percent',
} as const;

export function measureOf(context: FigureContext, figure: Figure): FigureAnswer['measure'] {
  if (figure.kind === 'change')
    return figure.shown === 'relative'
      ? 'percent'
      : (figure.unit ?? measureOf(context, figureOf(context.book, figure.figure)));
  return figure.unit ?? MEASURES[figure.kind];
}

/** A rate of too few is held against nothing. */
function targetOf({ target }: Figure, { value, small }: Found): Pick<FigureAnswer, 'target'> {
  if (target === undefined) return {};
  const { min = -Infinity, max = Infinity } = target;
  return { target: { ...target, met: value === null || small === true ? null : value >= min && value <= max } };
}

const EVERYWHERE: readonly string[] = [...TIMES, 'unit'];

/** Nothing where the rows of the figure cannot be told apart so. */
function ifToldApart(context: FigureContext, figure: Figure, by: Asking['by']): Asking['by'] {
  return by?.every((one) => isToldApart(context, figure, one)) === true ? by : undefined;
}

/** Throws a `FigureAskError` where the rows of the figure cannot be told apart so. */
export function requireToldApart(context: FigureContext, figure: Figure, by: readonly Dimension[] = []): void {
  const dimension = by.find((one) => !isToldApart(context, figure, one));
  if (dimension === undefined) return;
  throw new FigureAskError('figure-not-apart', 'by', phrase('figure-not-apart', { id: figure.id, dimension }));
}

/** May the rows of the figure be told apart by it? */
export function isToldApart(context: FigureContext, figure: Figure, dimension: Dimension): boolean {
  if (figure.kind === 'trend') return false;
  if (!('of' in figure))
    return madeOf(figure).every((id) => isToldApart(context, figureOf(context.book, id), dimension));
  if (figure.basis === 'at' && TIMES.some((one) => one === dimension)) return false;
  if (dimension === 'department') return figure.of === 'dispatch' || figure.of === 'clock';
  return EVERYWHERE.includes(dimension) || SOURCES[figure.of].ofCase;
}
