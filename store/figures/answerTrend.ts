/** A figure month by month. */

import type { TrendFigure } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { monthsOf, periodNamed } from '../../domain/figures/period.ts';
import { trendOf } from '../../domain/figures/trendOf.ts';
import { dateIn } from '../../domain/time/zone.ts';
import { row } from '../database/database.ts';
import type { Asking, Evaluate, FigureContext } from './figureContext.ts';
import { figureOf } from './figureOf.ts';

export async function answerTrend(
  context: FigureContext,
  figure: TrendFigure,
  asking: Asking,
  evaluate: Evaluate,
): Promise<Pick<FigureAnswer, 'value' | 'trend' | 'beside' | 'period' | 'suppressed'>> {
  const answer = await evaluate(figureOf(context.book, figure.figure), { ...asking, by: ['month'], bare: true });
  const { period, beside, parts = [] } = answer;
  // A month of which a part is left out, or still to come, is no month of the series.
  const { pack, now } = context;
  const whole = monthsOf(asking.days).filter((month) => {
    const days = periodNamed(month);
    return (
      days !== undefined &&
      days.from >= asking.days.from &&
      days.to <= asking.days.to &&
      days.to < dateIn(now, pack.timezone)
    );
  });
  const values = new Map(parts.map(({ key, value }) => [key, value]));
  const months = whole.flatMap((month) => {
    const value = values.get(month);
    return value === null || value === undefined ? [] : [{ month, value }];
  });
  if (answer.suppressed === true || parts.some(({ suppressed }) => suppressed === true))
    return { value: null, suppressed: true, beside: {}, period };
  const improved = figure.improvement === undefined ? undefined : await completedOn(context, figure.improvement);
  const trend = trendOf(months, improved);
  return { value: trend.compound, trend, beside, period };
}

/** The day on which the improvement of this id or process was completed, the last one. */
async function completedOn({ db, pack }: FigureContext, name: string): Promise<string | undefined> {
  const found = await row<{ at: Date }>(
    db,
    `select completed_at as at from register_improvements
      where pack_id = $1 and (id = $2 or process = $2) and completed_at is not null order by completed_at desc limit 1`,
    [pack.id, name],
  );
  return found && dateIn(found.at.getTime(), pack.timezone);
}
