import type { RegisteredPack } from '../../client/packRegistry.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import type { FigureBook, SurveyDef } from '../../domain/figures/figure.ts';
import type { RegisterRow, RowValue } from '../../domain/registers/readRow.ts';
import type { Register, RegisterColumn } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { phrase, type Phrase } from '../../language/phrase.ts';
import type { Queryable } from '../../store/database/database.ts';
import type { Viewer } from '../../store/database/visible.ts';
import { casesOfPack, knownPeople, knownUnits } from '../../store/registers/knownNames.ts';
import type { NamedSeries } from './seriesOf.ts';

/** What rows may name. */
export type Names = Readonly<{
  pack: RegisteredPack['authored'];
  book: FigureBook | undefined;
  series: NamedSeries;
  people: ReadonlySet<string>;
  units: ReadonlySet<string>;
  cases: ReadonlySet<string>;
}>;

/** Looks up whatever rows name: three questions for all of them. */
export async function namesIn(
  db: Queryable,
  { pack, book, series, viewer }: Pick<Names, 'pack' | 'book' | 'series'> & { readonly viewer: Viewer },
  { columns }: Register,
  rows: readonly RegisterRow[],
): Promise<Names> {
  const named = { person: [], unit: [], case: [] } as Record<'person' | 'unit' | 'case', string[]>;
  for (const row of rows)
    for (const [name, column] of Object.entries(columns)) {
      const sort = sortOf(column, row);
      const value = own(row, name);
      if (sort !== undefined && value !== undefined) named[sort].push(...([value].flat() as readonly string[]));
    }
  const [people, units, cases] = await Promise.all([
    knownPeople(db, named.person),
    knownUnits(db, named.unit),
    casesOfPack(db, pack.id, named.case, viewer),
  ]);
  return { pack, book, series, people, units, cases };
}

function sortOf({ type }: RegisterColumn, row: RegisterRow): 'person' | 'unit' | 'case' | undefined {
  if (type === 'cases' || type === 'case') return 'case';
  if (type === 'subject') return row['subjectKind'] === 'unit' ? 'unit' : 'person';
  return type === 'person' || type === 'unit' ? type : undefined;
}

/** Names that are none. Pointers are within the row. */
export function rowFaults({ columns }: Register, row: RegisterRow, names: Names): readonly Rejection[] {
  const survey = surveyOf(row, names.book);
  return Object.entries(columns).flatMap(([name, column]) => {
    const value = own(row, name);
    if (value === undefined) return [];
    const said = sayWrong(column, value, { ...names, row, survey });
    return said === undefined ? [] : [reject('field-invalid', said, `/${name}`).rejection];
  });
}

function surveyOf(row: RegisterRow, book: FigureBook | undefined): SurveyDef | undefined {
  const { instrument } = row;
  return typeof instrument === 'string' ? own(book?.surveys ?? {}, instrument) : undefined;
}

type Beside = Names & Readonly<{ row: RegisterRow; survey: SurveyDef | undefined }>;

function sayWrong(column: RegisterColumn, value: RowValue, beside: Beside): Phrase | undefined {
  const { pack, book, survey } = beside;
  switch (sortOf(column, beside.row)) {
    case 'case':
      return among(beside.cases, value) ? undefined : phrase('row-no-case');
    case 'person':
      return among(beside.people, value) ? undefined : phrase('no-such-person');
    case 'unit':
      return among(beside.units, value) ? undefined : phrase('no-such-unit');
    default:
  }
  switch (column.type) {
    case 'code': {
      const { list = '' } = column;
      const codes = own(pack.lists, list);
      return codes === undefined ? phrase('row-no-list', { list }) : oneOf(Object.keys(codes), value);
    }
    case 'categories':
      return oneOf(Object.keys(pack.categories), value);
    case 'figure':
      return book === undefined
        ? phrase('row-no-book')
        : oneOf(
            book.figures.map(({ id }) => id),
            value,
          );
    case 'series':
      return oneOf(Object.keys(beside.series), value);
    case 'survey':
      if (book === undefined) return phrase('row-no-book');
      if (survey?.step !== undefined) return phrase('row-survey-by-step', { step: survey.step });
      return oneOf(Object.keys(book.surveys), value);
    case 'number':
      return isPerCent(column, beside) && Math.abs(value as number) > LARGEST_SHARE
        ? phrase('row-fraction')
        : undefined;
    case 'score':
      return scoresWithin(survey, [value as number]);
    case 'items':
      return (
        oneOf(Object.keys(survey?.items ?? {}), Object.keys(value)) ??
        scoresWithin(survey, Object.values(value as Readonly<Record<string, number>>))
      );
    default:
      return undefined;
  }
}

/** More than this is a per cent that somebody wrote as such. */
const LARGEST_SHARE = 2;

function isPerCent({ shareBy }: RegisterColumn, { series, row }: Beside): boolean {
  const name = shareBy === undefined ? undefined : own(row, shareBy);
  return typeof name === 'string' && own(series, name)?.unit === 'percent';
}

function among(known: ReadonlySet<string>, value: RowValue): boolean {
  return [value].flat().every((one) => known.has(one as string));
}

function oneOf(known: readonly string[], value: RowValue): Phrase | undefined {
  const isKnown = [value].flat().every((one) => known.includes(one as string));
  return isKnown ? undefined : phrase('must-be', { what: phrase('kind-listed', { values: known }) });
}

function scoresWithin(survey: SurveyDef | undefined, scores: readonly number[]): Phrase | undefined {
  if (survey === undefined || scores.every((score) => score <= survey.scale)) return undefined;
  return phrase('row-score-to', { scale: String(survey.scale) });
}
