/** Rows of a source as SQL. */

import type { Basis, Counted } from '../../../domain/figures/figure.ts';
import type { Sql } from './sqlText.ts';
import type { FactsSql } from './value.ts';

export type Source = Readonly<{
  facts: FactsSql;
  /** The rows with whatever joins the facts asked for: read it last. */
  from: () => Sql;
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
