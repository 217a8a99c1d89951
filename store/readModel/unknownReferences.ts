import { preparedRows } from '../database/database.ts';
import type { Queryable } from '../database/database.ts';
import type { Reference } from '../../domain/fields/reference.ts';
import { visibleTo } from '../database/visible.ts';
import type { Viewer } from '../database/visible.ts';

const UNKNOWN = `
  select r.place::int as place from unnest($3::text[], $4::text[]) with ordinality as r(kind, id, place)
  where case r.kind
    when 'person' then not exists (select from people where id = r.id)
    when 'unit' then not exists (select from units where id = r.id)
    else not exists (select from cases v where v.no = r.id and ${visibleTo('v', '$1', '$2')}) end
  order by r.place`;

/**
 * Those that name nobody and nothing. A case that the viewer may not know of is as unknown to them as one that is not
 * there.
 */
export async function unknownReferences(
  db: Queryable,
  references: readonly Reference[],
  viewer: Viewer,
): Promise<readonly Reference[]> {
  if (references.length === 0) return [];
  const found = await preparedRows<{ place: number }>(db, UNKNOWN, [
    viewer.roles,
    viewer.id,
    references.map((one) => one.kind),
    references.map((one) => one.id),
  ]);
  return found.flatMap(({ place }) => references[place - 1] ?? []);
}
