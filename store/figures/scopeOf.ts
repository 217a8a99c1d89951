import type { Counted } from '../../domain/figures/figure.ts';
import type { FigurePeriod } from '../../domain/figures/figureAnswer.ts';
import type { Days } from '../../domain/figures/period.ts';
import { addDays, instantOf } from '../../domain/time/zone.ts';
import { defined } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { FigureAskError } from './figureAskError.ts';
import type { Asking, FigureContext } from './figureContext.ts';
import { organisationAt, unitsBelow } from './organisationAt.ts';
import type { Scope } from './rows/scope.ts';

/** First moment of the period, and the first after it. */
export function boundsOf({ from, to }: Days, zone: string): { readonly from: Date; readonly to: Date } {
  return {
    from: new Date(instantOf(from, '00:00', zone)),
    to: new Date(instantOf(addDays(to, 1), '00:00', zone)),
  };
}

/** `counted`: of a figure that counts rows. */
export async function scopeOf(context: FigureContext, asking: Asking, counted?: Counted): Promise<Scope> {
  const { book, now, db, codings } = context;
  const pack = counted?.pack === undefined ? context.pack : (context.packOf(counted.pack) ?? context.pack);
  const { from, to: end } = boundsOf(asking.days, pack.timezone);
  const asOf = new Date(Math.min(end.getTime() + graceOf(counted), now));
  // What falls due later today is not held against anybody yet.
  const to = new Date(Math.min(end.getTime(), now));
  const scope = { pack, book, from, to, asOf, anchor: asking.anchor, ...defined({ codings }) };
  if (asking.unit === undefined) return scope;
  const units = unitsBelow(await organisationAt(db, asOf), asking.unit);
  if (units === undefined)
    throw new FigureAskError('unit-unknown', 'unit', phrase('figure-unit-unknown', { unit: asking.unit }));
  return { ...scope, units };
}

export function periodOf({ days }: Asking, { pack, asOf }: Scope): FigurePeriod {
  return { ...days, zone: pack.timezone, asOf: asOf.toISOString() };
}

const HOUR_MS = 3_600_000;

function graceOf(counted: Counted | undefined): number {
  if (counted?.grace === undefined) return 0;
  return 'days' in counted.grace ? counted.grace.days * 24 * HOUR_MS : counted.grace.hours * HOUR_MS;
}
