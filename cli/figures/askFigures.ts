import { figureContext, type FigurePacks } from '../../client/figureContext.ts';
import type { Environment } from '../../config/environment.ts';
import { DIMENSIONS, type Dimension } from '../../domain/figures/figure.ts';
import { TERMS, type FigureTerm } from '../../domain/figures/termsOf.ts';
import { wordsOf } from '../../language/bilingual.ts';
import { withDatabase, type Database } from '../../store/database/database.ts';
import { countedCases } from '../../store/figures/countedCases.ts';
import { askingOf, evaluateFigure, evaluateFigures } from '../../store/figures/evaluateFigure.ts';
import { FigureAskError } from '../../store/figures/figureAskError.ts';
import type { FigureAsk } from '../../store/figures/figureContext.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { figureTable, partTable } from './figureTable.ts';
import { installedFigures, type InstalledFigures } from './installedFigures.ts';
import { periodGiven, type PeriodOptions } from './periodGiven.ts';

export type FiguresOptions = PeriodOptions &
  Readonly<{
    pack?: string;
    unit?: string;
    by?: string;
    /** Lists the very cases. */
    cases?: boolean;
    /** Of which number of the figure. */
    term?: string;
    /** Of which part of it, by its key. */
    part?: string;
    json?: boolean;
  }>;

/** `redress figures [id]`: straight from the database, as the API counts. Exit code 0. */
export async function askFigures(
  env: Environment,
  out: Output,
  id: string | undefined,
  options: FiguresOptions,
): Promise<number> {
  const ask = { days: periodGiven(options), unit: options.unit, by: dimensionsOf(options.by) };
  const term = termGiven(options);
  checkPart(options);
  const packs = installedFigures(env, out);
  const pack = options.pack ?? packOf(packs, id);
  return withDatabase(databaseUrl(env), { max: 2 }, async (db) => {
    try {
      return await answer(db, packs, pack, { out, id, ask, term, options });
    } catch (error) {
      if (error instanceof FigureAskError) return fail(wordsOf(error));
      throw error;
    }
  });
}

type Asked = Readonly<{
  out: Output;
  id: string | undefined;
  ask: FigureAsk;
  term: FigureTerm | undefined;
  options: FiguresOptions;
}>;

async function answer(
  db: Database,
  packs: FigurePacks,
  pack: string,
  { out, id, ask, term, options }: Asked,
): Promise<number> {
  const context = figureContext(db, packs, pack);
  if (id !== undefined && options.cases === true) {
    const asking = askingOf(context, ask);
    // Whoever sits at the machine is nobody in particular: confidential cases are counted and not listed.
    const viewer = { id: '', roles: [] };
    const listed = { term, part: options.part, counted: true, viewer, limit: Number.MAX_SAFE_INTEGER / 2 ** 23 };
    const { cases, hidden } = await countedCases(context, id, asking, listed);
    for (const { no } of cases) out.line(no);
    if (hidden !== null && hidden > 0)
      out.say({ zh: `另有 ${hidden} 件限定知悉范围`, en: `and ${hidden} that only some may know of` });
    return 0;
  }
  const answers = id === undefined ? await evaluateFigures(context, ask) : [await evaluateFigure(context, id, ask)];
  if (options.json === true) out.line(JSON.stringify(answers, undefined, 2));
  else {
    for (const line of figureTable(
      answers.flatMap((one) => [one, ...(one.variants ?? [])]),
      out.locale,
    ))
      out.line(line);
    for (const one of answers)
      if (one.parts !== undefined) for (const line of ['', ...partTable(one, out.locale)]) out.line(line);
  }
  return 0;
}

function packOf(packs: InstalledFigures, id: string | undefined): string {
  const having = packs.ids.filter((one) => packs.book(one)?.figures.some((figure) => figure.id === id) === true);
  const [first, ...others] = having;
  if (first !== undefined && others.length === 0) return first;
  const known = packs.ids.join(', ');
  return id === undefined || first !== undefined
    ? fail({ zh: `请以 --pack 写明制度包:${known}`, en: `say of which pack with --pack: ${known}` })
    : fail({ zh: `没有指标 ${id}`, en: `no pack has a figure ${id}` });
}

function dimensionsOf(by: string | undefined): readonly Dimension[] | undefined {
  const wrong = by
    ?.split(',')
    .find((one) => !DIMENSIONS.some((known) => known === one) && !/^(field|band):./.test(one));
  if (wrong === undefined) return by?.split(',') as Dimension[] | undefined;
  const known = [...DIMENSIONS, 'field:<id>', 'band:<id>'].join(', ');
  return fail({ zh: `--by 没有 ${wrong};可用:${known}`, en: `--by has no ${wrong}; there are: ${known}` });
}

/** `--part` is of the cases alone, and of what `--by` tells apart. */
function checkPart({ part, by, cases = false }: FiguresOptions): void {
  if ((part !== undefined || by !== undefined) && cases && (part === undefined || by === undefined))
    fail({ zh: '--cases 之下 --by 与 --part 须同用', en: 'with --cases, --by and --part go together' });
  if (part !== undefined && !cases) fail({ zh: '--part 只与 --cases 同用', en: '--part goes with --cases only' });
}

/** `--term`, which is of the cases alone. */
function termGiven({ term, cases }: FiguresOptions): FigureTerm | undefined {
  if (term === undefined) return undefined;
  if (cases !== true) return fail({ zh: '--term 只与 --cases 同用', en: '--term goes with --cases only' });
  const known = TERMS.find((one) => one === term);
  const terms = TERMS.join(', ');
  return known ?? fail({ zh: `--term 没有 ${term};可用:${terms}`, en: `--term has no ${term}; there are: ${terms}` });
}
