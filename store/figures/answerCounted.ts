/** A figure that counts rows: its value, what is beside it, and its parts. */

import type { Dimension } from '../../domain/figures/figure.ts';
import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import { daysOf, monthsOf } from '../../domain/figures/period.ts';
import { isFew, suppressedCells, type Cell } from '../../domain/figures/suppressed.ts';
import { wilson } from '../../domain/figures/wilson.ts';
import { plain, type Bilingual } from '../../language/bilingual.ts';
import { addedUp, type Count } from './countRows.ts';
import type { CountingFigure } from './counting.ts';
import type { Asking, Evaluation } from './figureContext.ts';
import { childOf, organisationAt, unitsBelow } from './organisationAt.ts';
import { isInSeveral } from './rows/dimension.ts';
import type { Scope } from './rows/scope.ts';
import { periodOf, scopeOf } from './scopeOf.ts';
import { survivalMedian } from './survivalMedian.ts';

/** Below so many a rate is not held against anything. */
const LEAST = 30;

type Counted = Pick<FigureAnswer, 'value' | 'beside' | 'period'> &
  Partial<
    Pick<
      FigureAnswer,
      'numerator' | 'denominator' | 'interval' | 'small' | 'suppressed' | 'spread' | 'response' | 'parts'
    >
  >;

export async function answerCounted(context: Evaluation, figure: CountingFigure, asking: Asking): Promise<Counted> {
  const scope = await scopeOf(context, asking, figure);
  const by = asking.by ?? [];
  const told = by.length === 0 ? undefined : context.counts.count({ scope, figure, by });
  const [whole, parts, isHidden, asked] = await Promise.all([
    told !== undefined && isSumOf(figure, by)
      ? told.then(addedUp)
      : context.counts.count({ scope, figure }).then(([one]) => one),
    told && partsOf(context, figure, asking, scope, by, told),
    asking.unit !== undefined && givesAway(context, figure, asking, scope),
    askedFor(context, figure, scope),
  ]);
  if (whole === undefined) throw new Error(`the count of ${figure.id} has no row`);
  const period = periodOf(asking, scope);
  if (isHidden) return { value: null, suppressed: true, beside: {}, period };
  return {
    ...said(figure, whole),
    ...intervalOf(figure, whole),
    ...(await spreadOf(context, figure, scope, whole)),
    ...(asked === undefined ? {} : { response: { asked, answered: whole.denominator } }),
    ...(parts === undefined ? {} : { parts }),
    beside: whole.beside,
    period,
  };
}

function said(figure: CountingFigure, count: Count): Pick<Counted, 'value' | 'numerator' | 'denominator' | 'small'> {
  const { numerator, denominator } = count;
  const small = { small: denominator < (figure.least ?? LEAST) };
  if (figure.kind === 'count') return { value: numerator, numerator, denominator };
  if (figure.kind === 'share')
    return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator, ...small };
  // Nothing to add up is nothing: no money is an amount.
  if (figure.kind === 'sum') return { value: count.value ?? 0, numerator, denominator };
  const hours = figure.unit === 'days' ? 24 : 1;
  return { value: count.value === null ? null : count.value / hours, numerator, denominator, ...small };
}

function intervalOf(figure: CountingFigure, { numerator, denominator }: Count): Pick<Counted, 'interval'> {
  return figure.kind === 'share' && denominator > 0 ? { interval: wilson(numerator, denominator) } : {};
}

async function spreadOf(
  { db }: Evaluation,
  figure: CountingFigure,
  scope: Scope,
  { spread }: Count,
): Promise<Pick<Counted, 'spread'>> {
  if (figure.kind !== 'duration' || spread === undefined) return {};
  const median = spread.censored === 0 ? spread.median : ((await survivalMedian(db, scope, figure)) ?? spread.median);
  const unit = figure.unit === 'days' ? 24 : 1;
  return {
    spread: { mean: spread.mean / unit, median: median / unit, p90: spread.p90 / unit, censored: spread.censored },
  };
}

/** Of answers: how many were asked for them. */
async function askedFor({ counts }: Evaluation, figure: CountingFigure, scope: Scope): Promise<number | undefined> {
  if (figure.of !== 'answer' || figure.cohort?.['answered'] !== true) return undefined;
  const { answered: _answered, ...cohort } = figure.cohort;
  const [asked] = await counts.count({ scope, figure: { ...figure, cohort } });
  return asked?.denominator ?? 0;
}

/** Is each row in one part, and a part no more than its rows? */
function isSumOf(figure: CountingFigure, by: readonly Dimension[]): boolean {
  const isCount = figure.kind === 'count' || figure.kind === 'share';
  return isCount && figure.distinct === undefined && !by.some(isInSeveral);
}

async function partsOf(
  context: Evaluation,
  figure: CountingFigure,
  { days }: Asking,
  scope: Scope,
  by: readonly Dimension[],
  told: Promise<readonly Count[]>,
): Promise<readonly FigurePart[]> {
  const found = (await told).some((count) => isFew(cellOf(figure, count)))
    ? await context.counts.count({ scope, figure, by, sensitive: true })
    : await told;
  const counts = withEmpty(found, by, days);
  const hidden = suppressedCells(counts.map((count) => cellOf(figure, count)));
  const units = by.some((one) => one.startsWith('unit') || one === 'department')
    ? await organisationAt(context.db, scope.asOf)
    : undefined;
  const label = (dimension: Dimension, key: string): Bilingual =>
    context.label(dimension, key, scope.pack.id) ?? plain(units?.get(key)?.name ?? (key === '' ? '-' : key));
  return counts.map((count) => {
    const key = count.keys.join('|');
    const labels = count.keys.map((one, index) => label(by[index] ?? 'unit', one));
    const named = {
      key,
      label: { zh: labels.map(({ zh }) => zh).join(' · '), en: labels.map(({ en }) => en).join(' · ') },
    };
    return hidden.has(key) ? { ...named, value: null, suppressed: true } : { ...named, ...said(figure, count) };
  });
}

/** Days and months without anything are there too; time runs on, the rest goes by size. */
function withEmpty(counts: readonly Count[], by: readonly Dimension[], days: Asking['days']): readonly Count[] {
  const time = by.findIndex((one) => one === 'day' || one === 'month');
  const size = (a: Count, b: Count): number =>
    b.denominator - a.denominator || (a.keys.join() < b.keys.join() ? -1 : 1);
  if (time < 0)
    return by.includes('hour') || by.includes('weekday')
      ? counts.toSorted((a, b) => (a.keys.join() < b.keys.join() ? -1 : 1))
      : counts.toSorted(size);
  const moments = by[time] === 'day' ? daysOf(days) : monthsOf(days);
  const known = new Map(counts.map((count) => [count.keys.join('|'), count]));
  const others = [...new Map(counts.map(({ keys }) => [keys.toSpliced(time, 1).join('|'), keys])).values()];
  const rows = others.length === 0 && by.length === 1 ? [['']] : by.length === 1 ? [['']] : others;
  return rows.flatMap((row) =>
    moments.map((moment) => {
      const keys = row.with(time, moment);
      return known.get(keys.join('|')) ?? { keys, denominator: 0, numerator: 0, value: null, sensitive: 0, beside: {} };
    }),
  );
}

function cellOf(figure: CountingFigure, { keys, numerator, denominator, sensitive }: Count): Cell {
  const told = figure.kind === 'share' ? [numerator, denominator, denominator - numerator] : [numerator, denominator];
  const some = told.filter((one) => one > 0);
  return { key: keys.join('|'), sensitive, least: some.length === 0 ? 0 : Math.min(...some) };
}

/** Would the number of one unit, beside those of the units at its side, say who is confidential? */
async function givesAway(
  context: Evaluation,
  figure: CountingFigure,
  { unit = '' }: Asking,
  scope: Scope,
): Promise<boolean> {
  const organisation = await organisationAt(context.db, scope.asOf);
  const parent = organisation.get(unit)?.parent ?? undefined;
  const units = parent === undefined ? undefined : unitsBelow(organisation, parent);
  if (parent === undefined || units === undefined) return false;
  const cellsOf = async (sensitive: boolean): Promise<readonly Cell[]> =>
    rolledUp(await context.counts.count({ scope: { ...scope, units }, figure, by: ['unit'], sensitive }), (one) =>
      childOf(organisation, parent, one),
    ).map((count) => cellOf(figure, count));
  // Whether somebody confidential is among them is asked only where there are so few.
  if (!(await cellsOf(false)).some(isFew)) return false;
  return suppressedCells(await cellsOf(true)).has(unit);
}

/** Counts of units added up by what they belong to. */
function rolledUp(counts: readonly Count[], sideOf: (unit: string) => string): readonly Count[] {
  const sides = new Map<string, Count>();
  for (const count of counts) {
    const side = sideOf(count.keys[0] ?? '');
    const { denominator, numerator, sensitive } = sides.get(side) ?? { denominator: 0, numerator: 0, sensitive: 0 };
    sides.set(side, {
      ...count,
      keys: [side],
      denominator: denominator + count.denominator,
      numerator: numerator + count.numerator,
      sensitive: sensitive + count.sensitive,
    });
  }
  return [...sides.values()];
}
