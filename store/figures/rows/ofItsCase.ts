/** A row that belongs to a case: the case is joined where something asks for it. */

import { sql } from 'kysely';
import type { Basis, Counted } from '../../../domain/figures/figure.ts';
import { caseFacts } from './caseFacts.ts';
import { caseMoment, caseRows } from './caseRows.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { column, type Sql } from './sqlText.ts';
import { conditionSql, type Value } from './value.ts';

type OfItsCase = Readonly<{
  parts: Required<Pick<Source, 'alias' | 'join' | 'no' | 'ofCase'>>;
  /** `case: {…}` of a condition. */
  condition: () => Value;
  moment: (basis: Basis) => Sql;
  distinct: (what: NonNullable<Counted['distinct']>) => Sql;
}>;

/**
 * `alias` has the number of the case. The case is judged at the end of the period: a grace is for the row.
 */
export function ofItsCase(scope: Scope, alias: string): OfItsCase {
  const needs = { case: false, customer: false };
  const theCase = (): string => {
    needs.case = true;
    return 'c';
  };
  const no = column(alias, 'no');
  return {
    parts: {
      alias,
      join: () =>
        sql.join(
          [
            ...(needs.case ? [sql`join ${caseRows('c', scope.pack.id, scope.to)} on c.no = ${no}`] : []),
            ...(needs.customer ? [sql`join complaints p on p.no = ${no}`] : []),
          ],
          sql` `,
        ),
      no,
      ofCase: theCase,
    },
    condition: () => ({
      kind: 'condition',
      holds: (condition) => conditionSql(condition, caseFacts(theCase(), scope, at(scope.to))),
    }),
    moment: (basis) => caseMoment(theCase(), basis),
    distinct: (what) => {
      if (what === 'unit') return column(theCase(), 'unit');
      if (what !== 'customer') return no;
      needs.customer = true;
      return sql`p.customer`;
    },
  };
}
