/** A return to a regulator: which packs it takes, for which period, and what it came to. */

import { hasLength, periodNamed, type Days, type PeriodLength } from '../domain/figures/period.ts';
import type { ReturnAnswer } from '../domain/figures/returnAnswer.ts';
import type { PackCoding, ReturnDefinition } from '../domain/figures/returnDefinition.ts';
import { isDay } from '../domain/time/day.ts';
import { own } from '../domain/values/own.ts';
import type { Bilingual } from '../language/bilingual.ts';
import { phrase } from '../language/phrase.ts';
import type { Database } from '../store/database/database.ts';
import { sameMoment } from '../store/database/sameMoment.ts';
import type { Viewer } from '../store/database/visible.ts';
import { FigureAskError } from '../store/figures/figureAskError.ts';
import type { FigureContext } from '../store/figures/figureContext.ts';
import { evaluateReturn } from '../store/figures/returns/evaluateReturn.ts';
import { listReturnCases } from '../store/figures/returns/listReturnCases.ts';
import { returnContext, type FigurePacks } from './figureContext.ts';

export type ReturnAsk = Readonly<{
  /** Packs that it knows and that are in force, as `packsOfReturn` gives them. */
  packs: readonly string[];
  days: Days;
  /** It and all below it. */
  unit?: string | undefined;
  /** Who asks: cases that they may not know of are counted and not listed. */
  viewer: Viewer;
  /** Where cases are listed: after this number, so many. */
  after?: string | undefined;
  limit: number;
  now: number;
}>;

/** Of the database at once. */
const CONNECTIONS = 2;

/** All of one state of the database. Throws a `FigureAskError` for what cannot be answered. */
export function answerReturn(
  db: Database,
  packs: FigurePacks,
  definition: ReturnDefinition,
  { packs: wanted, days, unit, now, ...listed }: ReturnAsk,
): Promise<ReturnAnswer> {
  return sameMoment(db, CONNECTIONS, async (tx) => {
    const contexts = wanted.map((pack) => returnContext(tx, packs, definition, pack, now));
    const [first, ...others] = contexts;
    if (first === undefined) throw new Error('a return is of one pack at least');
    if (definition.kind === 'cases') {
      if (others.length === 0) return listReturnCases(first, definition, { days, unit }, listed);
      const said = phrase('return-one-pack', { id: definition.return, known: wanted });
      throw new FigureAskError('field-invalid', 'pack', said);
    }
    return evaluateReturn([first, ...others] as [FigureContext], definition, { days, unit });
  });
}

export function returnNamed(returns: readonly ReturnDefinition[], id: string): ReturnDefinition {
  const found = returns.find((one) => one.return === id);
  if (found !== undefined) return found;
  const known = returns.map((one) => one.return);
  throw new FigureAskError('return-unknown', 'id', phrase('return-unknown', { id, known }));
}

/** The packs asked for, else all that it knows of; of these the ones in force. Throws where that is none. */
export function packsOfReturn(
  { return: id, packs: coded }: ReturnDefinition,
  packs: FigurePacks,
  wanted?: readonly string[],
): readonly string[] {
  const known = Object.keys(coded).filter((pack) => packs.find(pack) !== undefined);
  const other = wanted?.find((pack) => own<PackCoding>(coded, pack) === undefined || !known.includes(pack));
  if (other === undefined && known.length > 0) return wanted ?? known;
  throw new FigureAskError('figures-none', 'pack', phrase('return-pack-other', { id, pack: other ?? '-', known }));
}

const LENGTHS: Readonly<Record<PeriodLength, Bilingual>> = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  half: { zh: '半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
};

/** Days of `2026-H2` or `2026-01-01..2026-06-30`, if the return is made for such periods. */
export function periodOfReturn({ return: id, periods }: ReturnDefinition, text: string): Days {
  const [from = '', to = '', ...more] = text.split('..');
  const days = periodNamed(text) ?? (isDay(from) && isDay(to) && more.length === 0 ? { from, to } : undefined);
  if (days === undefined) throw new FigureAskError('field-invalid', 'period', phrase('return-period'));
  if (periods === undefined || periods.some((length) => hasLength(days, length))) return days;
  const zh = periods.map((one) => LENGTHS[one].zh).join('、');
  const en = periods.map((one) => LENGTHS[one].en).join(', ');
  const said = phrase('return-period-length', { id, lengths: { zh, en } });
  throw new FigureAskError('field-invalid', 'period', said);
}
