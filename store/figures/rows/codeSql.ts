/** The code of a case on an axis, as SQL. */

import { sql } from 'kysely';
import type { Condition } from '../../../domain/pack/condition.ts';
import type { Coding } from '../../../domain/figures/returnDefinition.ts';
import { instantOf } from '../../../domain/time/zone.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { column, TRUE, type Sql } from './sqlText.ts';
import { conditionSql } from './value.ts';

/** Between the version of its list and the code. */
export const CODE_MARK = ':';

/** `2018:loan`, by the version of the day of registration; null where no rule holds, or no version was in force. */
export function codeSql({ list, rules }: Coding, source: Source, { pack }: Scope): Sql {
  const registered = column(source.ofCase?.() ?? 'c', 'registered_at');
  const versions = list.versions.toReversed().flatMap(({ version, from }) => {
    const cases = rules
      .filter((rule) => rule.versions?.includes(version) ?? true)
      .map(({ when, code }) => sql`when ${onCase(source, when)} then ${`${version}${CODE_MARK}${code}`}::text`);
    const since = at(new Date(instantOf(from, '00:00', pack.timezone)));
    return cases.length === 0 ? [] : [sql`when ${registered} >= ${since} then case ${sql.join(cases, sql` `)} end`];
  });
  return versions.length === 0 ? sql`null::text` : sql`(case ${sql.join(versions, sql` `)} end)`;
}

/** A condition on the case of a row. */
function onCase({ facts }: Source, condition: Condition | undefined): Sql {
  if (condition === undefined) return TRUE;
  const ofCase = facts('case');
  return ofCase?.kind === 'condition' ? ofCase.holds(condition) : conditionSql(condition, facts);
}
