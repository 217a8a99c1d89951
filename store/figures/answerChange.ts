/** One figure twice: against an earlier period, another figure, or a number from elsewhere. */

import type { ChangeFigure, Dimension } from '../../domain/figures/figure.ts';
import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import { daysOf, monthsOf, previousPeriod, yearBefore, type Days } from '../../domain/figures/period.ts';
import { addMonths } from '../../domain/time/zone.ts';
import type { Asking, Evaluate, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';
import { boundsOf } from './scopeOf.ts';
import { seriesIn, seriesUntil } from './series.ts';

type Change = NonNullable<FigureAnswer['change']>;
type Before = Pick<Change, 'from' | 'beforePeriod'> &
  Readonly<{ before: number | null; parts?: readonly FigurePart[] }>;

export async function answerChange(
  context: FigureContext,
  figure: ChangeFigure,
  asking: Asking,
  evaluate: Evaluate,
): Promise<
  Pick<
    FigureAnswer,
    'value' | 'numerator' | 'denominator' | 'small' | 'suppressed' | 'change' | 'parts' | 'beside' | 'period'
  >
> {
  const base = figureOf(context.book, figure.figure);
  const asked = { ...asking, bare: true };
  const [now, { parts: partsBefore, ...before }] = await Promise.all([
    evaluate(base, asked),
    beforeOf(context, figure, asked, evaluate),
  ]);
  const change = { now: now.value, measure: now.measure, ...before, ...differences(now.value, before.before) };
  const hidden = now.suppressed === true;
  const parts = now.parts?.map((part): FigurePart => {
    const name =
      before.beforePeriod === undefined ? part.key : earlierKey(part.key, figure, asking, before.beforePeriod);
    const earlier = partsBefore?.find(({ key }) => key === name);
    if (part.suppressed === true || earlier?.suppressed === true)
      return { key: part.key, label: part.label, value: null, suppressed: true };
    const compared = differences(part.value, earlier?.value ?? null);
    return { ...part, value: compared[figure.shown] };
  });
  return {
    value: hidden ? null : change[figure.shown],
    ...(hidden ? { suppressed: true } : { change }),
    ...(now.small === undefined ? {} : { small: now.small }),
    ...(now.numerator === undefined || hidden ? {} : { numerator: now.numerator }),
    ...(now.denominator === undefined || hidden ? {} : { denominator: now.denominator }),
    ...(parts === undefined ? {} : { parts }),
    beside: now.beside,
    period: now.period,
  };
}

/** What the same part is called in the period before: its months and days have other names. */
function earlierKey(key: string, { against }: ChangeFigure, { by = [], days }: Asking, before: Days): string {
  const named = (name: string, dimension: Dimension | undefined): string | undefined => {
    if (dimension === 'month') return monthsOf(before)[monthsOf(days).indexOf(name)];
    if (dimension !== 'day') return name;
    // Two years need not have the same days.
    if ('period' in against && against.period === 'year-before') return addMonths(name, -12);
    return daysOf(before)[daysOf(days).indexOf(name)];
  };
  const parts = key.split('|');
  return parts.map((name, index) => named(name, by[index]) ?? '').join('|');
}

/** Relative, and in points or absolute terms. */
function differences(now: number | null, before: number | null): Pick<Change, 'relative' | 'points'> {
  if (now === null || before === null) return { relative: null, points: null };
  return { relative: before === 0 ? null : (now - before) / before, points: now - before };
}

async function beforeOf(
  context: FigureContext,
  { figure, against }: ChangeFigure,
  asking: Asking,
  evaluate: Evaluate,
): Promise<Before> {
  const { pack, db, book } = context;
  const asked = { pack: pack.id, unit: asking.unit };
  if ('figure' in against) {
    const other = await evaluate(figureOf(book, against.figure), asking);
    return { before: other.value, from: 'figure', ...(other.parts === undefined ? {} : { parts: other.parts }) };
  }
  if ('series' in against) {
    const found = await seriesUntil(db, { ...asked, name: against.series, days: asking.days });
    return {
      before: found?.value ?? null,
      from: 'imported',
      ...(found === undefined ? {} : { beforePeriod: plainPeriod(context, found) }),
    };
  }
  const days = daysBefore(against, asking.days);
  const counted = await evaluate(figureOf(book, figure), { ...asking, days });
  const nothing = counted.value === null || (counted.value === 0 && (counted.denominator ?? 0) === 0);
  const imported = nothing ? await seriesIn(db, { ...asked, name: figure, days }, 'last') : null;
  if (imported !== null) return { before: imported, from: 'imported', beforePeriod: plainPeriod(context, days) };
  return {
    before: counted.value,
    from: 'counted',
    beforePeriod: counted.period,
    ...(counted.parts === undefined ? {} : { parts: counted.parts }),
  };
}

/** The days against which a period is held. */
export function daysBefore(against: ChangeFigure['against'], days: Days): Days {
  if (!('period' in against)) return days;
  return against.period === 'previous' ? previousPeriod(days) : yearBefore(days);
}

function plainPeriod({ pack }: FigureContext, { from, to }: Days): NonNullable<Change['beforePeriod']> {
  const { to: end } = boundsOf({ from, to }, pack.timezone);
  return { from, to, zone: pack.timezone, asOf: end.toISOString() };
}
