import {
  organisationAnswerSchema,
  organisationQuerySchema,
  peopleQuerySchema,
  peopleSchema,
  unitsQuerySchema,
  unitsSchema,
} from '../../contracts/http/httpOperations.ts';
import { reject } from '../../domain/case/rejection.ts';
import { phrase, say } from '../../language/phrase.ts';
import { organisationFaults } from '../../packs/load/organisationFaults.ts';
import { organisationSchema, type OrganisationChange } from '../../packs/schema/organisationSchema.ts';
import { listPeople, listUnits } from '../../store/people/people.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { get, post, type RouteInput } from '../http/route.ts';
import { pageOfIds, placeIn } from '../input/listCursor.ts';
import { pointerOf } from '../input/parseInput.ts';
import { changeOrganisation } from '../organisation/changeOrganisation.ts';
import { Problem, throwFirst } from '../problems/problem.ts';

const ADMINISTRATORS = phrase('organisation-administrators');
const ADDRESSES = phrase('addresses-administrators');

export const postOrganisation = post('/v1/organisation', {
  summary: 'Change units and people: joiners, leavers, absences, deputies, addresses; all of it or nothing',
  tag: 'organisation',
  roles: { any: ['administrator'], otherwise: ADMINISTRATORS },
  query: organisationQuerySchema,
  body: organisationSchema,
  answers: { 200: { description: 'What changed, or would', schema: organisationAnswerSchema } },
  // A dry run keeps no answer: the same key then asks for the change itself.
  handle: async (input) =>
    input.query.dryRun ? { body: await changed(input) } : answerOnce(input, () => changed(input)),
});

async function changed({
  deps,
  actor,
  body,
  query: { dryRun },
}: RouteInput<unknown, { readonly dryRun: boolean }, OrganisationChange>): Promise<object> {
  const result = await changeOrganisation(deps.db, { by: actor.id, dryRun }, (known) => {
    const faults = [...organisationFaults(body, known)];
    return faults.length === 0 ? { ok: true, value: body } : { ok: false, faults };
  });
  if (result.kind === 'not-allowed') throw new Problem(403, 'actor-not-allowed', ADMINISTRATORS);
  if (result.kind === 'refused')
    throwFirst(result.faults.map(({ path, said }) => reject('field-invalid', said, pointerOf(path)).rejection));
  const changes = result.kind === 'changed' ? result.differences : [];
  return { applied: !dryRun && changes.length > 0, changes };
}

export const units = get('/v1/units', {
  summary: 'The organisation’s units',
  tag: 'organisation',
  query: unitsQuerySchema,
  answers: { 200: { description: 'One page, by id', schema: unitsSchema } },
  handle: async ({ deps, query: { limit, cursor, ...filter } }) => {
    const found = await listUnits(deps.db, filter, { limit, after: placeIn('units', cursor) });
    return { body: pageOfIds('units', found, limit) };
  },
});

export const people = get('/v1/people', {
  summary: 'Staff, by unit, role and whether they are away; those who left are not listed',
  tag: 'organisation',
  query: peopleQuerySchema,
  problems: [403],
  answers: { 200: { description: 'One page, by id', schema: peopleSchema } },
  handle: async ({ deps, actor, locale, query: { limit, cursor, ...filter } }) => {
    const looksAfter = actor.roles.includes('administrator');
    if (filter.refusing !== undefined && !looksAfter) throw new Problem(403, 'actor-not-allowed', ADDRESSES);
    const found = await listPeople(deps.db, filter, { limit, after: placeIn('people', cursor) });
    const shown = found.map(({ refusing, ...person }) =>
      looksAfter
        ? { ...person, refusing: refusing.map((one) => ({ ...one, reason: say(one.reason, locale) })) }
        : person,
    );
    return { body: pageOfIds('people', shown, limit) };
  },
});
