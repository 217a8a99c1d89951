import { answerReturn, packsOfReturn, periodOfReturn, returnNamed } from '../../client/answerReturn.ts';
import { returnQuerySchema, returnSchema, returnsSchema } from '../../contracts/http/httpReturn.ts';
import { own } from '../../domain/values/own.ts';
import type { PackCoding } from '../../domain/figures/returnDefinition.ts';
import { csvText } from '../../report/csv/csvText.ts';
import { returnTable } from '../../report/csv/returnTable.ts';
import { asked } from '../figures/figureAsked.ts';
import { requireReader } from '../figures/figureReaders.ts';
import { presentDefinition, presentReturn } from '../figures/presentReturn.ts';
import { get } from '../http/route.ts';
import { otherCursor } from '../input/listCursor.ts';

export const listReturns = get('/v1/returns', {
  summary: 'Returns to regulators that can be made, and of which packs',
  tag: 'figures',
  answers: { 200: { description: 'All of them', schema: returnsSchema } },
  handle: ({ deps, locale }) => {
    const items = deps.returns.map((one) => {
      const packs = Object.keys(one.packs).filter((id) => own<PackCoding>(one.packs, id) && deps.packs.find(id));
      return presentDefinition(one, packs, locale);
    });
    return Promise.resolve({ body: { items } });
  },
});

/** Lines of a CSV that are read at a time. */
const PORTION = 5_000;

export const readReturn = get('/v1/returns/:id', {
  summary: 'A return to a regulator for a period: numbers by code, or a line for each case; as JSON or CSV',
  tag: 'figures',
  lane: 'rules',
  query: returnQuerySchema,
  problems: [403, 404, 422],
  answers: { 200: { description: 'The return', schema: returnSchema, asText: 'text/csv' } },
  handle: ({ deps, params, actor, locale, response, query }) =>
    asked(async () => {
      const definition = returnNamed(deps.returns, params.id);
      const packs = packsOfReturn(definition, deps.packs, query.packs?.split(','));
      for (const pack of packs) requireReader(deps, actor, pack);
      const days = periodOfReturn(definition, query.period);
      const { unit, bom, format, limit } = query;
      const ask = { packs, days, unit, viewer: actor, limit, now: deps.now?.() ?? Date.now() };
      if (format === 'json') {
        const answer = await answerReturn(deps.db, deps.packs, definition, { ...ask, after: placeOf(query.cursor) });
        return { body: presentReturn(answer, locale) };
      }
      let answer = await answerReturn(deps.db, deps.packs, definition, { ...ask, limit: PORTION });
      const name = `${definition.return}-${days.from}-${days.to}.${locale}.csv`;
      response.status(200).set('Content-Disposition', `attachment; filename="${name}"`).type('text/csv; charset=utf-8');
      response.write(csvText(returnTable(answer, locale), { bom }));
      while (answer.kind === 'cases' && answer.next !== undefined && !response.destroyed) {
        answer = await answerReturn(deps.db, deps.packs, definition, { ...ask, limit: PORTION, after: answer.next });
        response.write(csvText(returnTable(answer, locale).slice(1)));
      }
      response.end();
      return undefined;
    }),
});

function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const no = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[\w-]{1,40}$/.test(no)) throw otherCursor();
  return no;
}
