import { healthSchema, latenessQuerySchema, latenessSchema } from '../../contracts/http/httpOperations.ts';
import type { Locale } from '../../language/bilingual.ts';
import { readLateness } from '../../store/notifications/lateness.ts';
import { get } from '../http/route.ts';

const DAY_MS = 86_400_000;

export const lateness = get('/v1/lateness', {
  summary: 'How late rungs fired and were delivered',
  tag: 'operations',
  query: latenessQuerySchema,
  answers: { 200: { description: 'Milliseconds on the wall clock', schema: latenessSchema } },
  handle: async ({ deps, query, actor }) => {
    const to = query.to ?? new Date().toISOString();
    const from = query.from ?? new Date(Date.parse(to) - DAY_MS).toISOString();
    return { body: { from, to, ...(await readLateness(deps.db, { from, to, drills: query.drills, viewer: actor })) } };
  },
});

export const livez = get('/livez', {
  summary: 'The process is alive',
  tag: 'health',
  access: 'anybody',
  lane: 'none',
  answers: { 200: { description: 'Alive', schema: healthSchema } },
  handle: () => Promise.resolve({ body: { status: 'ok' } }),
});

export const readyz = get('/readyz', {
  summary: 'Database and Temporal answer',
  tag: 'health',
  access: 'anybody',
  lane: 'none',
  answers: {
    200: { description: 'Ready', schema: healthSchema },
    503: { description: 'A part is away', schema: healthSchema },
  },
  handle: async ({ deps, locale }) => {
    const { database, engine, fault, unstartable, missingYears } = await deps.readiness();
    const parts = {
      database: database ? 'ok' : 'unavailable',
      temporal: !engine ? 'unavailable' : fault === undefined ? 'ok' : 'misconfigured',
    };
    const ready = Object.values(parts).every((part) => part === 'ok');
    const warnings = {
      ...(missingYears.length > 0 && { calendar: `year missing: ${missingYears.join(', ')}` }),
      ...(database && unstartable > 0 && { cases: sayUnstartable(unstartable, locale) }),
    };
    const body = {
      status: ready ? 'ok' : 'unavailable',
      parts,
      ...(fault && { faults: { temporal: fault[locale] } }),
      ...(Object.keys(warnings).length > 0 && { warnings }),
    };
    return { status: ready ? 200 : 503, body };
  },
});

/** Only their number: anybody may ask. */
function sayUnstartable(count: number, locale: Locale): string {
  if (locale === 'zh') return `${count} 件案件无法启动,其期限未在计时;原因见 redress doctor`;
  const cases = count === 1 ? '1 case' : `${count} cases`;
  return `${cases} cannot be started, and no deadline of theirs runs; redress doctor says why`;
}

export const metrics = get('/metrics', {
  summary: 'Figures for Prometheus',
  tag: 'health',
  access: 'anybody',
  lane: 'none',
  answers: { 200: { description: 'Prometheus text', contentType: 'text/plain' } },
  handle: async ({ deps, response }) => {
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
    return undefined;
  },
});
