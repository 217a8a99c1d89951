import { z } from 'zod';
import { reportBodySchema } from '../../contracts/http/httpReport.ts';
import { plain, type Bilingual, type Locale } from '../../language/bilingual.ts';
import { caseReport } from '../../report/case/caseReport.ts';
import type { ReportInput } from '../../report/model/reportInput.ts';
import { FORMATS, type Format } from '../../report/reportOrder.ts';
import { named, unitNames } from '../../store/people/namesOf.ts';
import { findCase } from '../cases/findCase.ts';
import { packInForce } from '../cases/packInForce.ts';
import { asked } from '../figures/figureAsked.ts';
import { requireReader } from '../figures/figureReaders.ts';
import { get, post, type RouteInput } from '../http/route.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { caseInputOf } from '../reports/caseInputOf.ts';
import { documentOf, refused } from '../reports/documentOf.ts';
import { gatherReport, packsIn, type ReportAsk } from '../reports/gatherReport.ts';
import { LINES, tellProgress, type ReportLines } from '../reports/progressLines.ts';

const OCTETS = 'application/octet-stream';
const DOCUMENT = { 200: { description: 'The document', contentType: OCTETS } };

export const makeReportDocument = post('/v1/reports', {
  summary: 'A report of a period as a document: made now, from what the log says',
  tag: 'reports',
  lane: 'reports',
  body: reportBodySchema,
  answers: {
    200: { ...DOCUMENT[200], description: 'The document; or with progress, a line of JSON each', asText: LINES },
  },
  problems: [404, 422],
  handle: async (input) => {
    const { actor, body, deps, locale: spoken, request } = input;
    const { format, locale = spoken, packs, period: days, report, unit } = body;
    const definition = await refused(async () => deps.report(report));
    const wanted = packs ?? packsIn(definition, deps.packs);
    for (const pack of wanted) requireReader(deps, actor, packInForce(deps, pack).engine.id);
    const ask: ReportAsk = {
      definition,
      packs: wanted,
      days,
      unit: unit === undefined ? undefined : await unitOf(deps, unit),
      locale,
      address: `${request.protocol}://${request.get('host') ?? ''}`,
      now: deps.now?.() ?? Date.now(),
    };
    const gathered = (onFigure?: ReportLines['onFigure']): Promise<ReportInput> =>
      asked(() => gatherReport(deps.db, deps.packs, ask, onFigure));
    const name = `${report}-${days.from}-${days.to}`;
    if (request.accepts([OCTETS, LINES]) === LINES) {
      await tellProgress(input.response, locale, async ({ onFigure, onDocument, document }) => {
        const numbers = await gathered(onFigure);
        // Whoever has gone needs no document.
        if (onDocument()) document(`${name}.${locale}.${format}`, await documentOf({ input: numbers }, format));
      });
      return undefined;
    }
    return sent(input, await documentOf({ input: await gathered() }, format), name, format, locale);
  },
});

export const makeCaseRetrospective = get('/v1/complaints/:no/retrospective', {
  summary: 'What happened to one complaint, to be completed and signed by a person; nothing personal is in it',
  tag: 'reports',
  lane: 'reports',
  query: z.strictObject({ format: z.enum(FORMATS).default('pdf'), locale: z.enum(['zh', 'en']).optional() }),
  answers: DOCUMENT,
  problems: [422],
  handle: async (input) => {
    const { actor, deps, locale: spoken, params, query } = input;
    const { format, locale = spoken } = query;
    const found = await findCase(deps, params.no, actor);
    const model = caseReport(await caseInputOf(deps, found, actor, locale));
    return sent(input, await documentOf({ model }, format), found.view.no, format, locale);
  },
});

/** As a file to be kept: what a browser would show is never a page of this address. */
function sent(
  { response }: Pick<RouteInput, 'response'>,
  bytes: Buffer,
  name: string,
  format: Format,
  locale: Locale,
): undefined {
  response
    .status(200)
    .set('Content-Disposition', `attachment; filename="${name}.${locale}.${format}"`)
    .type(OCTETS)
    .send(bytes);
}

async function unitOf({ db }: ApiDependencies, id: string): Promise<{ id: string; title: Bilingual }> {
  return { id, title: plain(named(await unitNames(db, [id]), id)) };
}
