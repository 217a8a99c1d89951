import { phrase } from '../../language/phrase.ts';
import { reject, rejectionOf, type Rejection } from '../../domain/case/rejection.ts';
import { pointerTo } from '../../domain/fields/checkFields.ts';
import type { Reference } from '../../domain/fields/reference.ts';
import { preparedRows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

const UNKNOWN = `
  select r.place::int as place from unnest($3::text[], $4::text[]) with ordinality as r(kind, id, place)
  where case r.kind
    when 'person' then not exists (select from staff where id = r.id)
    when 'unit' then not exists (select from units where id = r.id)
    else not exists (select from cases v where v.no = r.id and ${visibleTo('v', '$1', '$2')}) end
  order by r.place`;

const MISSING = {
  person: phrase('no-such-person'),
  unit: phrase('no-such-unit'),
  case: phrase('no-such-case'),
} as const;

/**
 * Refuses people, units and cases that do not exist, cases that the viewer may not see, and the case `no` itself. Never
 * repeats the value: it may be a name or a telephone number.
 */
export async function checkReferences(
  db: Queryable,
  references: readonly Reference[],
  viewer: Viewer,
  no?: string,
): Promise<Rejection | undefined> {
  if (references.length === 0) return undefined;
  const [kinds, ids] = [references.map((one) => one.kind), references.map((one) => one.id)];
  const found = await preparedRows<{ place: number }>(db, UNKNOWN, [viewer.roles, viewer.id, kinds, ids]);
  const unknown = new Set(found.map(({ place }) => references[place - 1]));
  return rejectionOf(
    references.flatMap((one) => {
      const isItself = one.kind === 'case' && one.id === no;
      if (!isItself && !unknown.has(one)) return [];
      const said = isItself ? phrase('not-itself') : MISSING[one.kind];
      return [reject('field-invalid', said, pointerTo(one.field)).rejection];
    }),
  );
}
