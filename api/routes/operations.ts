import {
  healthSchema,
  latenessQuerySchema,
  latenessSchema,
  peopleQuerySchema,
  peopleSchema,
  unitsSchema,
} from '../../contracts/httpOperations.ts';
import { countUnstartable } from '../../store/casesToStart.ts';
import { readLateness } from '../../store/lateness.ts';
import { listPeople, listUnits } from '../../store/people.ts';
import { missingYears } from '../../packs/missingYears.ts';
import { defineRoute } from '../defineRoute.ts';
import type { ApiDependencies } from '../dependencies.ts';

const DAY_MS = 86_400_000;

export const lateness = defineRoute({
  method: 'get',
  path: '/v1/lateness',
  summary: 'How late rungs fired and were delivered',
  tag: 'operations',
  access: 'person',
  query: latenessQuerySchema,
  answers: { 200: { description: 'Milliseconds on the wall clock', schema: latenessSchema } },
  handle: async ({ deps, query, actor }) => {
    const to = query.to ?? new Date().toISOString();
    const from = query.from ?? new Date(Date.parse(to) - DAY_MS).toISOString();
    return { body: { from, to, ...(await readLateness(deps.db, { from, to, drills: query.drills, viewer: actor })) } };
  },
});

export const units = defineRoute({
  method: 'get',
  path: '/v1/units',
  summary: 'The organisation’s units',
  tag: 'organisation',
  access: 'person',
  answers: { 200: { description: 'All of them', schema: unitsSchema } },
  handle: async ({ deps }) => ({ body: { items: await listUnits(deps.db) } }),
});

export const people = defineRoute({
  method: 'get',
  path: '/v1/people',
  summary: 'Staff, by unit and role',
  tag: 'organisation',
  access: 'person',
  query: peopleQuerySchema,
  answers: { 200: { description: 'People with their roles', schema: peopleSchema } },
  handle: async ({ deps, query }) => ({
    body: { items: await listPeople(deps.db, query as Parameters<typeof listPeople>[1]) },
  }),
});

export const livez = defineRoute({
  method: 'get',
  path: '/livez',
  summary: 'The process is alive',
  tag: 'health',
  access: 'anybody',
  lane: 'none',
  answers: { 200: { description: 'Alive', schema: healthSchema } },
  handle: () => Promise.resolve({ body: { status: 'ok' } }),
});

export const readyz = defineRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Database and Temporal answer',
  tag: 'health',
  access: 'anybody',
  lane: 'none',
  answers: {
    200: { description: 'Ready', schema: healthSchema },
    503: { description: 'A part is away', schema: healthSchema },
  },
  handle: async ({ deps, locale }) => {
    const answer = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'ok',
        () => 'unavailable',
      );
    const [database, engine, fault] = await Promise.all([
      answer(deps.db.query('select 1')),
      answer(deps.gateway.check()),
      deps.gateway.namespaceFault(),
    ]);
    const parts = { database, temporal: engine === 'ok' && fault !== undefined ? 'misconfigured' : engine };
    const ready = Object.values(parts).every((part) => part === 'ok');
    const missing = await missingCalendars(deps);
    const warnings = {
      ...(missing.length === 0 ? {} : { calendar: `year missing: ${missing.join(', ')}` }),
      ...(database === 'ok' ? await unstartable(deps, locale) : {}),
    };
    const body = {
      status: ready ? ('ok' as const) : ('unavailable' as const),
      parts,
      ...(fault === undefined ? {} : { faults: { temporal: fault[locale] } }),
      ...(Object.keys(warnings).length === 0 ? {} : { warnings }),
    };
    return { status: ready ? 200 : 503, body };
  },
});

/** Cases without a workflow that the engine, or what they need, refuses. How many only: anybody may ask. */
async function unstartable(deps: ApiDependencies, locale: 'zh' | 'en'): Promise<{ readonly cases?: string }> {
  const count = await countUnstartable(deps.db).catch(() => 0);
  if (count === 0) return {};
  const en = `${count === 1 ? '1 case' : `${count} cases`} cannot be started, and no deadline of theirs runs; redress doctor says why`;
  return { cases: locale === 'zh' ? `${count} 件案件无法启动,其期限未在计时;原因见 redress doctor` : en };
}

/** Next year's calendars of the packs in force that nobody has loaded yet, from December on. */
async function missingCalendars(deps: ApiDependencies): Promise<readonly string[]> {
  await deps.packs.refreshCalendars().catch(() => {
    // The database is away, which the answer says; the calendars known so far are judged.
  });
  const inForce = deps.packs.inForce().map((pack) => pack.authored);
  return missingYears(deps.packs.calendars, inForce, deps.now?.() ?? Date.now());
}

export const metrics = defineRoute({
  method: 'get',
  path: '/metrics',
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
