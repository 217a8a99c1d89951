import type { z } from 'zod';
import {
  createComplaintSchema,
  listItemSchema,
  listQuerySchema,
  pageOf,
  pastComplaintSchema,
  registrationQuerySchema,
  triedSchema,
  viewSchema,
} from '../../contracts/http/httpComplaint.ts';
import { phrase } from '../../language/phrase.ts';
import { defined } from '../../domain/values/own.ts';
import { preparedRow } from '../../store/database/database.ts';
import { claimKey } from '../../store/idempotency/idempotency.ts';
import type { CaseSearch } from '../../store/readModel/caseSearch.ts';
import { listCases } from '../../store/readModel/listCases.ts';
import { customerMarks } from '../../store/registration/customerMarks.ts';
import { blindIndex } from '../../store/vault/vault.ts';
import { faultsBeside } from '../cases/readRegistration.ts';
import { registerCase, registeredBefore, tryRegistration, type RegistrationAsk } from '../cases/registerCase.ts';
import { viewFor } from '../cases/viewFor.ts';
import { FormFault } from '../http/readBody.ts';
import { get, post, type FaultyInput, type RouteAnswer, type RouteInput } from '../http/route.ts';
import { decodeCursor, encodeCursor, otherCursor } from '../input/listCursor.ts';
import { presentListItem, presentTried } from '../present/presentView.ts';
import { withMore } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

const KNOWN =
  'select exists (select 1 from idempotency_keys where scope = $1 and key = $2) as key, ' +
  '(select level from units where id = $3) as level';

export const createComplaint = post('/v1/complaints', {
  summary: 'Register a complaint',
  tag: 'complaints',
  lane: 'register',
  query: registrationQuerySchema,
  body: createComplaintSchema,
  answers: {
    200: { description: 'With `dryRun`: it would be taken, and would begin so', schema: triedSchema },
    201: { description: 'Registered; its deadlines run', schema: viewSchema },
  },
  problems: [409],
  beforeFaults: addFaultsBeside,
  handle: (input) => register(input, input.body),
});

async function addFaultsBeside({ deps, actor, fault }: FaultyInput): Promise<void> {
  if (fault instanceof FormFault)
    throw withMore(fault, await faultsBeside(deps, fault.given, { actor, at: Date.now() }));
}

type Asked = Pick<RouteInput, 'deps' | 'actor' | 'locale' | 'key' | 'request'> & {
  readonly query: z.infer<typeof registrationQuerySchema>;
};

async function register(
  { deps, query, actor, locale, key, request }: Asked,
  body: RegistrationAsk['body'],
  past?: NonNullable<RegistrationAsk['past']>,
): Promise<RouteAnswer> {
  const asked = [key?.scope ?? '', key?.key ?? '', body.unit];
  const known = await preparedRow<{ key: boolean; level: string | null }>(deps.db, KNOWN, asked);
  // RFC 9218: nobody waits for an urgency of 4 to 7.
  const background = /(^|[\s,])u=[4-7]\b/.test(request.get('priority') ?? '');
  const ask = { body, actor, key, level: known?.level ?? undefined, background, ...defined({ past }) };
  if (query.dryRun === true) return { body: presentTried(await tryRegistration(deps, ask)) };
  const registered =
    known?.key === true && key !== undefined
      ? await registeredBefore(deps, await claimKey(deps.db, key), actor)
      : await registerCase(deps, ask);
  return {
    status: 201,
    body: await viewFor(deps, registered, actor, locale),
    headers: {
      Location: `/v1/complaints/${registered.view.no}`,
      ...(registered.answeredBefore && { 'Idempotency-Replayed': 'true' }),
    },
  };
}

export const createPastComplaint = post('/v1/past-complaints', {
  summary: 'Bring in a complaint with its past: nobody is told of what lay before',
  tag: 'complaints',
  lane: 'register',
  roles: { any: ['administrator'], otherwise: phrase('administrators-bring-in') },
  query: registrationQuerySchema,
  body: pastComplaintSchema,
  answers: {
    200: { description: 'With `dryRun`: it would be taken, and would stand so', schema: triedSchema },
    201: { description: 'Brought in; deadlines that are still to come run', schema: viewSchema },
  },
  problems: [409],
  beforeFaults: addFaultsBeside,
  handle: (input) => {
    const { registeredAt, history, ...body } = input.body;
    return register(input, body, { at: Date.parse(registeredAt), history });
  },
});

export const listComplaints = get('/v1/complaints', {
  summary: 'List complaints, soonest due first',
  tag: 'complaints',
  query: listQuerySchema,
  answers: { 200: { description: 'One page', schema: pageOf(listItemSchema) } },
  handle: async ({ deps, query: { sort, limit, cursor, q, stage, ...rest }, actor }) => {
    const place = cursor === undefined ? undefined : decodeCursor(sort, cursor);
    if (cursor !== undefined && place === undefined) throw otherCursor();
    const filter = defined({ ...rest, stage: stage?.split(','), q: q ? searchOf(deps, q) : undefined });
    const found = await listCases(deps.db, filter, sort, place, limit, actor);
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

/** Personal values are compared only as keyed hashes. */
function searchOf({ keys, region }: ApiDependencies, q: string): CaseSearch {
  const text = q.trim();
  return {
    text,
    receipt: blindIndex(keys, 'receipt', text.replace(/\D/g, '')),
    reference: blindIndex(keys, 'reference', text),
    marks: customerMarks(keys, region, text.includes('@') ? { email: text } : { phone: text }),
  };
}
