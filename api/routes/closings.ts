import {
  closingBodySchema,
  closingMadeSchema,
  closingSchema,
  closingsQuerySchema,
  closingsSchema,
} from '../../contracts/http/httpFigures.ts';
import { dateIn, instantOf } from '../../domain/time/zone.ts';
import { phrase } from '../../language/phrase.ts';
import { adjustmentsOf } from '../../store/figures/adjustments.ts';
import {
  closePeriod,
  contentHashOf,
  findClosing,
  listClosings,
  type Closing,
} from '../../store/figures/closePeriod.ts';
import { askingOf } from '../../store/figures/evaluateFigure.ts';
import { findFigureBook } from '../../store/rules/figureBooks.ts';
import { asked, contextFor } from '../figures/figureAsked.ts';
import { requireReader } from '../figures/figureReaders.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { get, post } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

export const makeClosing = post('/v1/closings', {
  summary: 'Close a period: keep its figures, cases and definitions under one hash; later changes are adjustments',
  tag: 'figures',
  roles: { any: ['administrator'], otherwise: phrase('administrators-close-periods') },
  body: closingBodySchema,
  problems: [403, 404, 409],
  lane: 'rules',
  answers: { 200: { description: 'Closed', schema: closingMadeSchema } },
  handle: (input) =>
    answerOnce(input, () =>
      asked(async () => {
        const { deps, actor, body } = input;
        const { pack, from, to } = body;
        const context = contextFor(deps, pack);
        askingOf(context, { days: { from, to } });
        if (instantOf(to, '24:00', context.pack.timezone) > context.now)
          throw new Problem(422, 'field-invalid', { ...phrase('period-not-over'), pointer: '/to' });
        const closing = await closePeriod({ ...context, db: deps.db }, { days: { from, to } }, actor.id);
        if (closing !== undefined) return presented(closing);
        const known = (await listClosings(deps.db, pack)).find((one) => one.from === from && one.to === to);
        const at = known === undefined ? '-' : dateIn(known.closedAt.getTime(), context.pack.timezone);
        throw new Problem(409, 'closing-known', phrase('closing-known', { pack, at }));
      }),
    ),
});

export const showClosings = get('/v1/closings', {
  summary: 'Periods that are closed',
  tag: 'figures',
  query: closingsQuerySchema,
  roles: { any: ['administrator'], otherwise: phrase('administrators-close-periods') },
  answers: { 200: { description: 'The latest period first', schema: closingsSchema } },
  handle: async ({ deps, query }) => ({
    body: { items: (await listClosings(deps.db, query.pack)).map(presented), nextCursor: null },
  }),
});

export const readClosing = get('/v1/closings/:id', {
  summary: 'A closed period: whether what is kept is sound, and what would be otherwise by what is known today',
  tag: 'figures',
  problems: [403, 404],
  lane: 'rules',
  answers: { 200: { description: 'The closing', schema: closingSchema } },
  handle: ({ deps, params, actor }) =>
    asked(async () => {
      const closing = /^\d{1,15}$/.test(params.id) ? await findClosing(deps.db, Number(params.id)) : undefined;
      if (closing === undefined) throw new Problem(404, 'closing-unknown', phrase('closing-unknown'));
      requireReader(deps, actor, closing.pack);
      const context = contextFor(deps, closing.pack);
      const book = (await findFigureBook(deps.db, closing.pack, closing.book)) ?? context.book;
      const sound = (await contentHashOf(deps.db, closing.id)) === closing.hash;
      const adjustments = await adjustmentsOf({ ...context, book }, closing, actor);
      return { body: { ...presented(closing), sound, adjustments } };
    }),
});

function presented({ closedAt, ...closing }: Closing): Omit<Closing, 'closedAt'> & { readonly closedAt: string } {
  return { ...closing, closedAt: closedAt.toISOString() };
}
