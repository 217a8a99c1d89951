/** SQL put together from parts with bound parameters; run by the pool as all other statements. */

import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type RawBuilder,
} from 'kysely';
import { rows, type Queryable } from '../../database/database.ts';

export type Sql = RawBuilder<unknown>;

const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export async function answered<T extends object>(db: Queryable, query: Sql): Promise<T[]> {
  const { text, parameters } = written(query);
  return rows(db, text, parameters);
}

export function written(query: Sql): Readonly<{ text: string; parameters: readonly unknown[] }> {
  const { sql: text, parameters } = query.compile(compiler);
  return { text, parameters };
}

export const TRUE: Sql = sql`true`;
export const FALSE: Sql = sql`false`;

/** All of them; none is true. */
export function and(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? TRUE : sql`(${sql.join([...parts], sql` and `)})`;
}

/** One of them; none is false. */
export function or(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? FALSE : sql`(${sql.join([...parts], sql` or `)})`;
}

/** What the selects find together. */
export function unionOf(selects: readonly Sql[]): Sql {
  return sql.join([...selects], sql` union all `);
}

/** The same under the alias. */
export function allOf(alias: string, selects: readonly Sql[]): Sql {
  return sql`(${unionOf(selects)}) as ${sql.ref(alias)}`;
}

/** A column of a table under its alias. */
export const column = (alias: string, name: string): Sql => sql.ref(`${alias}.${name}`);
