/** Rows of a source as SQL. */

import { sql } from 'kysely';
import type { Basis, Counted } from '../../../domain/figures/figure.ts';
import { allOf, type Sql } from './sqlText.ts';
import type { FactsSql } from './value.ts';

export type Source = Readonly<{
  facts: FactsSql;
  /** Its own rows have this alias. */
  alias: string;
  /** They are what these selects find together. */
  rows: readonly Sql[];
  /** Whatever the facts asked for is joined to each: read it last. */
  join: () => Sql;
  /** There at the moment of judging, and of this pack. */
  present: Sql;
  /** By these values of it the rows are found: figures that differ in nothing else are counted in one pass. */
  found?: Readonly<{ by: Sql; values: readonly string[] }> | undefined;
  /** Why a row is no part of the cohort though its condition holds; null: it is. */
  excluded: Sql;
  /** The moment of a basis, null where it has not come. */
  moment: (basis: Basis) => Sql;
  unit: Sql;
  /** Number of its case. */
  no?: Sql;
  /** Alias of its case, which is joined then. */
  ofCase?: () => string;
  distinct: (what: NonNullable<Counted['distinct']>) => Sql;
  department?: Sql;
  /** Printed beside: rows that are still open, withdrawn, fell due in an outage. */
  beside: Readonly<Record<string, () => Sql>>;
}>;

/** All its rows. */
export function fromAll({ alias, rows, join }: Source): Sql {
  return sql`${allOf(alias, rows)} ${join()}`;
}

/** The same in parts, each of which costs less than all of them put together. */
export function fromEach({ alias, rows, join }: Source): readonly Sql[] {
  return rows.map((select) => sql`${allOf(alias, [select])} ${join()}`);
}
