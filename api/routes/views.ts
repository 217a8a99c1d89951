import { viewQuerySchema, viewSchema } from '../../contracts/http/httpFigures.ts';
import { VIEWS, viewLines } from '../../domain/figures/views.ts';
import { phrase } from '../../language/phrase.ts';
import { askingOf, evaluateAsked } from '../../store/figures/evaluateFigure.ts';
import { SharedCounts } from '../../store/figures/sharedCounts.ts';
import { periodOf, scopeOf } from '../../store/figures/scopeOf.ts';
import { asked, contextFor } from '../figures/figureAsked.ts';
import { requireReader } from '../figures/figureReaders.ts';
import { presentFigures } from '../figures/presentFigure.ts';
import { get } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

export const readView = get('/v1/views/:view', {
  summary: 'What a dashboard shows of a pack, in one call: timeliness, funnel, mix, hours, units, satisfaction',
  tag: 'figures',
  query: viewQuerySchema,
  problems: [403, 404],
  lane: 'rules',
  answers: { 200: { description: 'A figure a line, told apart where the view is', schema: viewSchema } },
  handle: ({ deps, params, actor, locale, query: { pack, from, to, unit } }) =>
    asked(async () => {
      const view = VIEWS.find((one) => one === params.view);
      if (view === undefined)
        throw new Problem(404, 'view-unknown', phrase('view-unknown', { view: params.view, known: VIEWS.join(', ') }));
      const context = contextFor(deps, pack);
      requireReader(deps, actor, pack);
      const asking = askingOf(context, { days: { from, to }, unit });
      const period = periodOf(asking, await scopeOf(context, asking));
      const shared = { ...context, counts: new SharedCounts(context.db) };
      const answers = await Promise.all(
        viewLines(view, context.pack, context.book).map(({ figure, by }) =>
          evaluateAsked(shared, figure, { ...asking, ...(by.length === 0 ? {} : { by }) }),
        ),
      );
      const common = { pack, book: context.book.hash, period, ...(unit === undefined ? {} : { unit }) };
      return { body: { view, ...presentFigures(common, answers, locale) } };
    }),
});
