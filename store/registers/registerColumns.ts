import { own } from '../../domain/values/own.ts';
import type { Register, RegisterColumn } from '../../domain/registers/registerCatalogue.ts';

/** What identifies a row, as SQL. */
export function idOf({ key, columns }: Register): string {
  if (key === undefined) return 'r.id';
  return key.map((name) => `r.${columnOf(name, own(columns, name))}`).join(` || ' ' || `);
}

/** What a row of a pack is found by again, beside the pack. */
export function keyColumns({ key, columns }: Register): readonly string[] {
  return key === undefined ? ['id'] : key.map((name) => columnOf(name, own(columns, name)));
}

export function columnOf(name: string, column: RegisterColumn | undefined): string {
  return column?.column ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** SQL: the row as the API shows it, without what is not said. */
export function rowOf({ columns }: Register): string {
  const parts = Object.entries(columns).map(
    ([name, column]) => `'${name}', ${shown(`r.${columnOf(name, column)}`, column)}`,
  );
  return `jsonb_strip_nulls(jsonb_build_object(${parts.join(', ')}))`;
}

function shown(column: string, { type }: RegisterColumn): string {
  if (type === 'instant') return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  if (type === 'day') return `to_char(${column}, 'YYYY-MM-DD')`;
  // Series of the whole bank have an empty unit; lists that are empty say nothing.
  if (type === 'unit') return `nullif(${column}, '')`;
  if (type === 'cases' || type === 'categories') return `nullif(to_jsonb(${column}), '[]')`;
  return type === 'items' ? `nullif(${column}, '{}')` : column;
}
