import {
  figureCasesQuerySchema,
  figureCasesSchema,
  figureDefinitionQuerySchema,
  figureDefinitionSchema,
  figureQuerySchema,
  figureSchema,
  figuresQuerySchema,
  figuresSchema,
} from '../../contracts/http/httpFigures.ts';
import { countedCases } from '../../store/figures/countedCases.ts';
import { askingOf, evaluateFigure, evaluateFigures } from '../../store/figures/evaluateFigure.ts';
import { figureOf } from '../../store/figures/figureOf.ts';
import { periodOf, scopeOf } from '../../store/figures/scopeOf.ts';
import { asked, contextFor, packOfFigure } from '../figures/figureAsked.ts';
import { requireReader } from '../figures/figureReaders.ts';
import { presentFigure, presentFigures } from '../figures/presentFigure.ts';
import { get } from '../http/route.ts';
import { otherCursor } from '../input/listCursor.ts';

const PROBLEMS = [403, 404] as const;

export const listFigures = get('/v1/figures', {
  summary: 'Every figure of a pack for a period, as it was at its end',
  tag: 'figures',
  query: figuresQuerySchema,
  problems: PROBLEMS,
  lane: 'rules',
  answers: { 200: { description: 'All of them', schema: figuresSchema } },
  handle: ({ deps, actor, locale, query: { pack, from, to, unit, by } }) =>
    asked(async () => {
      const context = contextFor(deps, pack);
      requireReader(deps, actor, pack);
      const ask = { days: { from, to }, unit, by };
      const asking = askingOf(context, ask);
      const period = periodOf(asking, await scopeOf(context, asking));
      const answers = await evaluateFigures(context, ask);
      const common = { pack, book: context.book.hash, period, ...(unit === undefined ? {} : { unit }) };
      return { body: presentFigures(common, answers, locale) };
    }),
});

export const readFigure = get('/v1/figures/:id', {
  summary: 'One figure for a period, with what is beside it, its variants and parts',
  tag: 'figures',
  query: figureQuerySchema,
  problems: PROBLEMS,
  answers: { 200: { description: 'The figure', schema: figureSchema } },
  handle: ({ deps, params, actor, locale, query: { from, to, unit, by, ...query } }) =>
    asked(async () => {
      const pack = packOfFigure(deps, params.id, query.pack);
      const context = contextFor(deps, pack);
      requireReader(deps, actor, pack);
      const answer = await evaluateFigure(context, params.id, { days: { from, to }, unit, by });
      return { body: presentFigure(answer, locale) };
    }),
});

export const readFigureDefinition = get('/v1/figures/:id/definition', {
  summary: 'What a figure counts, by which moment, and how it is read',
  tag: 'figures',
  query: figureDefinitionQuerySchema,
  problems: PROBLEMS,
  answers: { 200: { description: 'The definition', schema: figureDefinitionSchema } },
  handle: ({ deps, params, actor, query }) =>
    asked(async () => {
      const pack = packOfFigure(deps, params.id, query.pack);
      const { book } = contextFor(deps, pack);
      requireReader(deps, actor, pack);
      return Promise.resolve({ body: { pack, book: book.hash, definition: figureOf(book, params.id) } });
    }),
});

export const listFigureCases = get('/v1/figures/:id/cases', {
  summary: 'The very cases of a number of a figure, or those of its cohort that do not count',
  tag: 'figures',
  query: figureCasesQuerySchema,
  problems: PROBLEMS,
  answers: { 200: { description: 'One page, by number', schema: figureCasesSchema } },
  handle: ({ deps, params, actor, query: { from, to, unit, by, term, part, counted, limit, cursor, ...query } }) =>
    asked(async () => {
      const pack = packOfFigure(deps, params.id, query.pack);
      const context = contextFor(deps, pack);
      requireReader(deps, actor, pack);
      const asking = askingOf(context, { days: { from, to }, unit, by });
      const listed = { term, part, counted, viewer: actor, limit, after: placeOf(cursor) };
      const { cases, total, hidden } = await countedCases(context, params.id, asking, listed);
      const items = cases.slice(0, limit).map((one) => ({ ...one, registeredAt: one.registeredAt.toISOString() }));
      const last = cases.length > limit ? items.at(-1)?.no : undefined;
      const nextCursor = last === undefined ? null : Buffer.from(last).toString('base64url');
      return { body: { items, nextCursor, total, hidden } };
    }),
});

function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const no = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[\w-]{1,40}$/.test(no)) throw otherCursor();
  return no;
}
