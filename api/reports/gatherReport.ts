import { figureContext, type FigurePacks } from '../../client/figureContext.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { askKey, figuresOfReport, reportOfPacks, type FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Days } from '../../domain/figures/period.ts';
import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { ReportBook, ReportInput } from '../../report/model/reportInput.ts';
import { transaction, type Database, type Queryable } from '../../store/database/database.ts';
import { evaluateFigure } from '../../store/figures/evaluateFigure.ts';
import { FigureAskError } from '../../store/figures/figureAskError.ts';

export type ReportAsk = Readonly<{
  definition: ReportDefinition;
  /** Undefined: all that are in force. */
  packs?: readonly string[] | undefined;
  days: Days;
  unit?: Readonly<{ id: string; title: Bilingual }> | undefined;
  locale: Locale;
  /** Of the API, for links. */
  address: string;
  now: number;
}>;

/** What is wrong with the definition is said in the report; what is wrong with the question is thrown. */
const SAID = ['figure-unknown', 'figure-not-apart'];

/**
 * Every number of a report, all as of one state of the database. `onFigure` is told how many there are of how many.
 * Throws a `FigureAskError` for a period, a unit or a pack that there is not.
 */
export function gatherReport(
  db: Database,
  packs: FigurePacks,
  { address, days, definition, locale, now, packs: wanted = packsIn(definition, packs), unit }: ReportAsk,
  onFigure: (done: number, all: number) => void = () => {},
): Promise<ReportInput> {
  return transaction(db, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    const report = reportOfPacks(definition, wanted);
    const asks = figuresOfReport(report);
    const answers: Record<string, FigureAnswer> = {};
    for (const [index, ask] of asks.entries()) {
      const answer = await answerOf(tx, packs, ask, { days, unit: unit?.id, now });
      if (answer !== undefined) answers[askKey(ask)] = answer;
      onFigure(index + 1, asks.length);
    }
    return {
      definition: report,
      locale,
      period: days,
      stamp: new Date(now).toISOString(),
      address,
      answers,
      books: Object.fromEntries(wanted.map((pack) => [pack, bookOf(tx, packs, pack, now)])),
      ...(unit === undefined ? {} : { unit }),
    };
  });
}

/** The packs of its chapters that are in force and have figures. */
export function packsIn({ chapters }: ReportDefinition, packs: FigurePacks): readonly string[] {
  const named = chapters.flatMap(({ pack }) => (pack === undefined ? [] : [pack]));
  return [...new Set(named)].filter((pack) => packs.book(pack) !== undefined);
}

async function answerOf(
  db: Queryable,
  packs: FigurePacks,
  { by, id, pack }: FigureAsk,
  { days, now, unit }: Readonly<{ days: Days; unit: string | undefined; now: number }>,
): Promise<FigureAnswer | undefined> {
  try {
    const asked = { days, unit, by: by === undefined ? undefined : [by] };
    return await evaluateFigure(figureContext(db, packs, pack, now), id, asked);
  } catch (error) {
    if (error instanceof FigureAskError && SAID.includes(error.fault)) return undefined;
    throw error;
  }
}

function bookOf(db: Queryable, packs: FigurePacks, pack: string, now: number): ReportBook {
  const { book } = figureContext(db, packs, pack, now);
  return { title: packs.find(pack)?.authored.title ?? { zh: pack, en: pack }, hash: book.hash, figures: book.figures };
}
