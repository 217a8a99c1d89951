import { phrase } from '../../language/phrase.ts';
import {
  createComplaintSchema,
  listItemSchema,
  listQuerySchema,
  pageOf,
  viewSchema,
} from '../../contracts/httpComplaint.ts';
import { listCases } from '../../store/readModel/listCases.ts';
import { claimKey } from '../../store/idempotency/idempotency.ts';
import { preparedRow } from '../../store/database/database.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { blindIndex } from '../../store/vault/vault.ts';
import { defineRoute } from '../http/defineRoute.ts';
import { decodeCursor, encodeCursor } from '../input/listCursor.ts';
import { presentListItem } from '../present/presentView.ts';
import { Problem } from '../problems/problem.ts';
import { registerCase, registeredBefore, type RegisteredCase } from '../cases/registerCase.ts';
import { requestKey } from '../http/requestKey.ts';
import { viewFor } from '../cases/viewFor.ts';

const KNOWN =
  'select exists (select 1 from idempotency_keys where scope = $1 and key = $2) as key, ' +
  'exists (select 1 from units where id = $3) as unit';

export const createComplaint = defineRoute({
  method: 'post',
  path: '/v1/complaints',
  summary: 'Register a complaint',
  tag: 'complaints',
  access: 'person',
  lane: 'register',
  body: createComplaintSchema,
  answers: { 201: { description: 'Registered; its deadlines run', schema: viewSchema } },
  problems: [409],
  handle: async ({ deps, body, actor, locale, idempotencyKey, request }) => {
    const key = requestKey(actor.id, 'POST /v1/complaints', idempotencyKey, body);
    const known = await preparedRow<{ key: boolean; unit: boolean }>(deps.db, KNOWN, [
      key?.scope ?? '',
      key?.key ?? '',
      body.unit,
    ]);
    const registered: RegisteredCase =
      known?.key !== true || key === undefined
        ? await registerCase(deps, {
            body,
            actor,
            key,
            unitKnown: known?.unit === true,
            background: inBackground(request.headers['priority']),
          })
        : await registeredBefore(deps, await claimKey(deps.db, key), actor);
    return {
      status: 201,
      body: await viewFor(deps, registered, actor, locale),
      headers: {
        Location: `/v1/complaints/${registered.view.no}`,
        ...(registered.answeredBefore ? { 'Idempotency-Replayed': 'true' } : {}),
      },
    };
  },
});

export const listComplaints = defineRoute({
  method: 'get',
  path: '/v1/complaints',
  summary: 'List complaints, soonest due first',
  tag: 'complaints',
  access: 'person',
  query: listQuerySchema,
  answers: { 200: { description: 'One page', schema: pageOf(listItemSchema) } },
  handle: async ({ deps, query, actor }) => {
    const { sort, limit, cursor, q, stage, ...filter } = query;
    const place = cursor === undefined ? undefined : decodeCursor(sort, cursor);
    if (cursor !== undefined && place === undefined)
      throw new Problem(422, 'cursor', { ...phrase('other-cursor'), pointer: '/cursor' });
    const found = await listCases(
      deps.db,
      {
        ...(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as typeof filter &
          Record<never, never>),
        ...(stage === undefined ? {} : { stage: stage.split(',') }),
        ...(q === undefined || q === '' ? {} : { q: searchOf(deps, q) }),
      } as Parameters<typeof listCases>[1],
      sort,
      place,
      limit,
      actor,
    );
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      body: {
        items: page.map(presentListItem),
        nextCursor: last === undefined ? null : encodeCursor(sort, [last.sortValue, last.no]),
      },
    };
  },
});

/** RFC 9218: an urgency of 4 to 7 is less urgent than what people wait for. */
function inBackground(header: string | string[] | undefined): boolean {
  return typeof header === 'string' && /(^|[\s,])u=[4-7]\b/.test(header);
}

/** What a search text may stand for; personal values are only ever compared as keyed hashes. */
function searchOf(
  { keys, region }: Pick<ApiDependencies, 'keys' | 'region'>,
  q: string,
): { readonly text: string; readonly receipt: string; readonly marks: readonly string[] } {
  const text = q.trim();
  return {
    text,
    receipt: blindIndex(keys, 'receipt', text.replace(/\D/g, '')),
    marks: customerMarks(keys, region, { phone: text }),
  };
}
