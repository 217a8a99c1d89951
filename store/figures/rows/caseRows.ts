/** Cases as they were at some moment. */

import { sql } from 'kysely';
import type { Basis, Moment } from '../../../domain/figures/figure.ts';
import { own } from '../../../domain/values/own.ts';
import { at } from './scope.ts';
import { column, type Sql } from './sqlText.ts';

/** When a case is judged: `alias` names its row, absent inside the tables themselves. */
export type Judged = (alias?: string) => Sql;

export const asOf =
  (moment: Date): Judged =>
  () =>
    at(moment);

/** So long after a moment of the case itself, but not after `moment`. */
export const judgedAfter =
  (basis: string, minutes: number, moment: Date): Judged =>
  (alias) =>
    sql`least(${alias === undefined ? sql.ref(basis) : column(alias, basis)} + ${`${minutes} minutes`}::interval, ${at(moment)})`;

/** Each case once, as it was. */
export function caseRows(alias: string, pack: string | undefined, judged: Judged): Sql {
  const ofPack = pack === undefined ? sql`` : sql`pack_id = ${pack} and `;
  return sql`(select *, null::timestamptz as until from fact_cases where ${ofPack}since < ${judged()}
    union all select * from fact_cases_before where ${ofPack}since < ${judged()} and until >= ${judged()}) as ${sql.ref(alias)}`;
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
export const MOMENT_COLUMNS: Readonly<Partial<Record<Basis, string>>> = {
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
