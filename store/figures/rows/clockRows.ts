/** Clocks as they were at some moment. */

import { sql } from 'kysely';
import { column, type Sql } from './sqlText.ts';

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

/** `clocks` under the name `alias`; with `pack` those of its cases alone. */
export function clockRows(alias: string, pack: string, then: Sql): Sql {
  const terms = TERMS.map(
    (name) => sql`case when b.no is null then ${column('k', name)} else ${column('b', name)} end as ${sql.ref(name)}`,
  );
  return sql`(select k.no, k.clock, k.occurrence, k.rule, k.subject, k.started_at, k.noted_at, k.pack_id, k.drill, k.first_due_at,
      k.moved_by, k.cancelled_because, k.unit, k.handler, ${sql.join(terms)}
    from clocks k left join (select distinct on (no, clock, occurrence) * from fact_clocks_before
      where pack_id = ${pack} and until >= ${then} order by no, clock, occurrence, until) b
      on b.no = k.no and b.clock = k.clock and b.occurrence = k.occurrence
    where k.pack_id = ${pack}) as ${sql.ref(alias)}`;
}
