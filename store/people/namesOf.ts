import { preparedRows, type Queryable } from '../database/database.ts';

/** By id. What is of nobody is left out. */
export type Names = ReadonlyMap<string, string>;

/** The name, or the id where there is none. */
export function named(names: Names, id: string): string {
  return names.get(id) ?? id;
}

/** `科技信息部` of `dept-it`. */
export function unitNames(db: Queryable, ids: Iterable<string | undefined>): Promise<Names> {
  return namesIn(db, 'select id, name from units where id = any($1::text[])', ids);
}

export function personNames(db: Queryable, ids: Iterable<string | undefined>): Promise<Names> {
  return namesIn(db, 'select id, name from people where id = any($1::text[])', ids);
}

async function namesIn(db: Queryable, query: string, ids: Iterable<string | undefined>): Promise<Names> {
  const asked = [...new Set(ids)].filter((id) => id !== undefined && id !== '');
  if (asked.length === 0) return new Map();
  const found = await preparedRows<{ id: string; name: string }>(db, query, [asked]);
  return new Map(found.map(({ id, name }) => [id, name]));
}
