/** Cases as they were at some moment. */

import { sql } from 'kysely';
import type { Basis, Moment } from '../../../domain/figures/figure.ts';
import { own } from '../../../domain/values/own.ts';
import { at } from './scope.ts';
import { column, type Sql } from './sqlText.ts';

/** Each case once, as it was at `then`. */
export function caseRows(alias: string, pack: string | undefined, then: Date): Sql {
  const ofPack = pack === undefined ? sql`` : sql`pack_id = ${pack} and `;
  return sql`(select *, null::timestamptz as until from fact_cases where ${ofPack}since < ${at(then)}
    union all select * from fact_cases_before where ${ofPack}since < ${at(then)} and until >= ${at(then)}) as ${sql.ref(alias)}`;
}

/** So long after a moment of the case itself, but not after `last`. */
export function soonAfter(moment: Sql, minutes: number, last: Date): Sql {
  return sql`least(${moment} + ${`${minutes} minutes`}::interval, ${at(last)})`;
}

/** The case whose row is `later`, as it was at `then`, no later than that row was true. */
export function earlierRow(alias: string, later: string, then: Sql): Sql {
  const of = (name: string): Sql => column(later, name);
  return sql`(select ${sql.ref(later)}.* where ${of('since')} < ${then}
    union all select e.* from fact_cases_before e where ${of('since')} >= ${then} and e.no = ${of('no')}
      and e.since < ${then} and e.until >= ${then}) as ${sql.ref(alias)}`;
}

export function momentSql(alias: string, moment: Moment): Sql {
  const step = /^steps\.(.*)$/.exec(moment)?.[1];
  if (step !== undefined) return sql`(${column(alias, 'steps')} -> ${step}::text ->> 'firstAt')::timestamptz`;
  const columns: Readonly<Record<string, string>> = {
    registered: 'registered_at',
    accepted: 'accepted_at',
    'resolved-first': 'resolved_first_at',
    'closed-first': 'ended_first_at',
    ended: 'ended_at',
  };
  return column(alias, own(columns, moment) ?? 'registered_at');
}

/** Columns of the moments of a case. */
const MOMENT_COLUMNS: Readonly<Partial<Record<Basis, string>>> = {
  registered: 'registered_at',
  accepted: 'accepted_at',
  resolved: 'resolved_at',
  'closed-first': 'ended_first_at',
  ended: 'ended_at',
};

/** The moment of the case `alias` for a basis. */
export function caseMoment(alias: string, basis: Basis): Sql {
  if (basis === 'closed')
    return sql`(case when ${column(alias, 'stage')} = 'closed' then ${column(alias, 'ended_at')} end)`;
  return column(alias, MOMENT_COLUMNS[basis] ?? 'registered_at');
}
