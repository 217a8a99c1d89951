import { figureContext, type FigurePacks } from '../../client/figureContext.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { askKey, figuresOfReport, reportOfPacks, type FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Days } from '../../domain/figures/period.ts';
import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { ReportBook, ReportInput } from '../../report/model/reportInput.ts';
import type { Database, Queryable } from '../../store/database/database.ts';
import { sameMoment } from '../../store/database/sameMoment.ts';
import { evaluateFigure } from '../../store/figures/evaluateFigure.ts';
import { FigureAskError } from '../../store/figures/figureAskError.ts';
import { SharedCounts } from '../../store/figures/sharedCounts.ts';

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

/** On which the figures of one report are counted. */
const CONNECTIONS = 2;

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
  return sameMoment(db, CONNECTIONS, async (tx) => {
    const report = reportOfPacks(definition, wanted);
    const asks = figuresOfReport(report);
    const counts = new SharedCounts(tx);
    let done = 0;
    const found = await Promise.all(
      asks.map(async (ask) => {
        const answer = await answerOf({ db: tx, counts }, packs, ask, { days, unit: unit?.id, now });
        onFigure((done += 1), asks.length);
        return answer === undefined ? [] : [[askKey(ask), answer] as const];
      }),
    );
    const answers: Readonly<Record<string, FigureAnswer>> = Object.fromEntries(found.flat());
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
  { db, counts }: Readonly<{ db: Queryable; counts: SharedCounts }>,
  packs: FigurePacks,
  { by, id, pack }: FigureAsk,
  { days, now, unit }: Readonly<{ days: Days; unit: string | undefined; now: number }>,
): Promise<FigureAnswer | undefined> {
  try {
    const asked = { days, unit, by: by === undefined ? undefined : [by] };
    return await evaluateFigure({ ...figureContext(db, packs, pack, now), counts }, id, asked);
  } catch (error) {
    if (error instanceof FigureAskError && SAID.includes(error.fault)) return undefined;
    throw error;
  }
}

function bookOf(db: Queryable, packs: FigurePacks, pack: string, now: number): ReportBook {
  const { book } = figureContext(db, packs, pack, now);
  return { title: packs.find(pack)?.authored.title ?? { zh: pack, en: pack }, hash: book.hash, figures: book.figures };
}
