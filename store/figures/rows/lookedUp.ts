import type { Basis } from '../../../domain/figures/figure.ts';
import { own } from '../../../domain/values/own.ts';
import { sql } from 'kysely';
import type { Sql } from './sqlText.ts';
import type { Value } from './value.ts';

/** Every fact of a catalogue as SQL, made when it is asked. */
export type Known<T> = Readonly<Record<keyof T, () => Value>>;

export const lookedUp =
  (known: Known<Record<string, unknown>>) =>
  (name: string): Value | undefined =>
    own(known, name)?.();

/** Drills count nowhere. */
export const exceptDrills = (alias: string): Sql => sql`(case when ${sql.ref(`${alias}.drill`)} then 'drill' end)`;

/** Of the row, else of its case. */
export function moments(
  ofRow: Readonly<Partial<Record<Basis, Sql>>>,
  ofCase: (basis: Basis) => Sql,
): (basis: Basis) => Sql {
  return (basis) => ofRow[basis] ?? ofCase(basis);
}
