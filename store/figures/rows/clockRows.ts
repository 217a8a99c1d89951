/** Clocks as they were at some moment. */

import { sql } from 'kysely';
import { allOf, column, type Sql } from './sqlText.ts';

/** Columns that a later change may have made others. */
const TERMS = [
  'status',
  'target_at',
  'due_at',
  'missed_at',
  'stopped_at',
  'provisional',
  'calendar_adjusted',
  'rule_adjusted',
  'owed',
  'monitor',
] as const;

const KEPT = `k.no, k.clock, k.occurrence, k.rule, k.subject, k.started_at, k.noted_at, k.pack_id, k.drill,
  k.first_due_at,
  k.moved_by, k.cancelled_because, k.unit, k.handler`;

/** Clocks of the cases of `pack` under the name `alias`. */
export function clockRows(alias: string, pack: string, then: Sql): Sql {
  return allOf(alias, clocksThen(pack, then));
}

/** Selects of the same: those whose terms changed since are few, and come apart. */
export function clocksThen(pack: string, then: Sql): readonly Sql[] {
  const termsOf = (table: string): Sql => sql.join(TERMS.map((name) => column(table, name)));
  const changed = sql`fact_clocks_before where pack_id = ${pack} and until >= ${then}`;
  return [
    sql`select ${sql.raw(KEPT)}, ${termsOf('k')} from clocks k where k.pack_id = ${pack}
      and not exists (select from (select no, clock, occurrence from ${changed}) b
        where b.no = k.no and b.clock = k.clock and b.occurrence = k.occurrence)`,
    sql`select ${sql.raw(KEPT)}, ${termsOf('b')}
      from (select distinct on (no, clock, occurrence) * from ${changed} order by no, clock, occurrence, until) b
      join clocks k on k.no = b.no and k.clock = b.clock and k.occurrence = b.occurrence`,
  ];
}
