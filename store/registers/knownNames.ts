import { column, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

/** Of the people named, those who work here or did. */
export async function knownPeople(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await column<string>(db, 'select id from people where id = any($1)', [ids]));
}

export async function knownUnits(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await column<string>(db, 'select id from units where id = any($1)', [ids]));
}

/** Of the numbers, those of the pack that the viewer may know. */
export async function casesOfPack(
  db: Queryable,
  pack: string,
  numbers: readonly string[],
  { roles, id }: Viewer,
): Promise<ReadonlySet<string>> {
  const text = `select v.no from cases v where v.no = any($3) and v.pack_id = $4 and ${visibleTo('v', '$1', '$2')}`;
  return new Set(await column<string>(db, text, [roles, id, numbers, pack]));
}
