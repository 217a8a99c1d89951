/** Cases as rows of a figure. */

import { sql } from 'kysely';
import type { Counted } from '../../../domain/figures/figure.ts';
import { caseFacts } from './caseFacts.ts';
import { caseMoment, caseRows, earlierRow, soonAfter } from './caseRows.ts';
import { clockRows } from './clockRows.ts';
import { countedClocks } from './obligations.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { and, column, TRUE, type Sql } from './sqlText.ts';

function notCounted(alias: string): Sql {
  const of = (name: string): Sql => column(alias, name);
  return sql`case when ${of('drill')} then 'drill' when ${of('stage')} = 'merged' then 'merged'
    when ${of('stage')} = 'withdrawn' and ${of('end_reason')} = 'duplicate' then 'duplicate' end`;
}

export function caseSource(scope: Scope, counted: Counted): Source {
  const late = counted.judgedAfter;
  // However it is judged: what was merged by the end of the period is no case of its own.
  const last = late === undefined ? 'c' : 'm';
  const judged =
    late === undefined ? at(scope.asOf) : soonAfter(caseMoment(last, counted.basis), late.minutes, scope.asOf);
  const earlier = late === undefined ? { join: sql``, found: TRUE } : earlierRow('c', last, judged);
  const cases = sql`${caseRows(last, scope.pack.id, scope.asOf)} ${earlier.join}`;
  let needsCustomer = false;
  const due = counted.basis === 'due' ? sql`join ${lastDue(scope, counted)} as due on due.no = c.no` : sql``;
  return {
    facts: caseFacts('c', scope, judged),
    from: () => sql`${cases} ${due} ${needsCustomer ? sql`join complaints p on p.no = c.no` : sql``}`,
    present: and([sql`${column(last, 'registered_at')} < ${judged}`, earlier.found]),
    excluded: notCounted(last),
    moment: (basis) => (basis === 'due' ? sql`due.due_at` : caseMoment(last, basis)),
    unit: sql`c.unit`,
    no: sql`c.no`,
    ofCase: () => 'c',
    distinct: (what) => {
      if (what !== 'customer') return what === 'unit' ? sql`c.unit` : sql`c.no`;
      needsCustomer = true;
      return sql`p.customer`;
    },
    beside: {
      open: () => sql`c.ended_at is null`,
      refused: () => sql`c.stage = 'refused'`,
      withdrawn: () => sql`c.stage = 'withdrawn'`,
    },
  };
}

/** Of each case the due moment of its last clock among the named ones. */
function lastDue({ pack, asOf: then }: Scope, { clocks = [], include, due }: Counted): Sql {
  const counts = countedClocks(include);
  return sql`(select distinct on (k.no) k.no,
      ${due === 'first' ? sql`coalesce(k.first_due_at, k.due_at)` : sql`k.due_at`} as due_at
    from ${clockRows('k', pack.id, at(then))} where k.clock = any(${clocks}::text[]) and k.noted_at < ${at(then)}
      and ${counts('k', then)} order by k.no, k.noted_at desc, k.started_at desc, k.clock desc, k.occurrence desc)`;
}
