/** Cases as they were at some moment. */

import { sql } from 'kysely';
import type { Basis, Moment } from '../../../domain/figures/figure.ts';
import { own } from '../../../domain/values/own.ts';
import { at } from './scope.ts';
import { allOf, column, TRUE, unionOf, type Sql } from './sqlText.ts';

/** Each case once, as it was at `then`. */
export function caseRows(alias: string, pack: string | undefined, then: Date): Sql {
  return allOf(alias, casesThen(pack, then));
}

/** Selects of the same: most cases as they are, and those that were otherwise. */
export function casesThen(pack: string | undefined, then: Date): readonly Sql[] {
  const ofPack = pack === undefined ? sql`` : sql`pack_id = ${pack} and `;
  return states(sql`${ofPack}since < ${at(then)}`, sql`${ofPack}${wasSo(at(then))}`);
}

/** What holds of cases as they are, and of those as they were before. */
function states(now: Sql, before: Sql): readonly Sql[] {
  return [
    sql`select null::timestamptz as until, * from fact_cases where ${now}`,
    sql`select * from fact_cases_before where ${before}`,
  ];
}

/** By the index of versions over time. */
const wasSo = (then: Sql): Sql => sql`tstzrange(since, until, '(]') @> ${then}`;

type Soon = Readonly<{ moment: Sql; minutes: number; last: Date }>;

const minutesLong = (minutes: number): Sql => sql`${`${minutes} minutes`}::interval`;

/** So long after a moment of the case itself, but not after `last`. */
export function soonAfter({ moment, minutes, last }: Soon): Sql {
  return sql`least(${moment} + ${minutesLong(minutes)}, ${at(last)})`;
}

/** The state lasted then. Differences cost less than sums, and this is asked of each state of each case. */
export function lastedSoonAfter(alias: string, { moment, minutes, last }: Soon): Sql {
  const [since, until] = [column(alias, 'since'), column(alias, 'until')];
  return sql`(${since} < ${at(last)} and ${since} - ${moment} < ${minutesLong(minutes)}
    and (${until} is null or ${until} >= ${at(last)} or ${until} - ${moment} >= ${minutesLong(minutes)}))`;
}

/** Each case as often as it changed. */
export function caseVersions(pack: string): Sql {
  const ofPack = sql`pack_id = ${pack}`;
  return unionOf(states(ofPack, ofPack));
}

/** Of a longer period most states are read anyway, and to ask each whether it is one costs more than it saves. */
const FOUND_DAYS = 92;

/** Of those the states that lasted at some moment from `from` to `to`, by the index of versions over time. */
export function lastedWithin(alias: string, from: Date, to: Date): Sql {
  if (to.getTime() - from.getTime() > FOUND_DAYS * 86_400_000) return TRUE;
  return sql`tstzrange(${column(alias, 'since')}, ${column(alias, 'until')}, '(]')
    && tstzrange(${at(from)}, ${at(to)}, '[]')`;
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
