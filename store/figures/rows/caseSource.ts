/** Cases as rows of a figure. */

import { sql } from 'kysely';
import type { Counted } from '../../../domain/figures/figure.ts';
import { caseFacts } from './caseFacts.ts';
import { caseMoment, caseRows, casesThen, caseVersions, lastedSoonAfter, lastedWithin, soonAfter } from './caseRows.ts';
import { clockRows } from './clockRows.ts';
import { countedClocks } from './obligations.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { and, column, unionOf, type Sql } from './sqlText.ts';

function notCounted(alias: string): Sql {
  const of = (name: string): Sql => column(alias, name);
  return sql`case when ${of('drill')} then 'drill' when ${of('stage')} = 'merged' then 'merged'
    when ${of('stage')} = 'withdrawn' and ${of('end_reason')} = 'duplicate' then 'duplicate' end`;
}

export function caseSource(scope: Scope, counted: Counted): Source {
  const { last, judged, rows, lastKnown, present } = judgedCases(scope, counted);
  let needsCustomer = false;
  const due = counted.basis === 'due' ? sql`join ${lastDue(scope, counted)} as due on due.no = c.no` : sql``;
  return {
    facts: caseFacts('c', scope, judged),
    alias: 'c',
    rows,
    join: () => sql`${lastKnown} ${due} ${needsCustomer ? sql`join complaints p on p.no = c.no` : sql``}`,
    present,
    excluded: notCounted(last),
    moment: (basis) => (basis === 'due' ? sql`due.due_at` : caseMoment(basis === 'registered' ? 'c' : last, basis)),
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

/** Cases as `c`. As `last` they are at the end of the period: what was merged by then is no case of its own. */
function judgedCases(
  scope: Scope,
  { basis, judgedAfter }: Counted,
): Readonly<{ last: string; judged: Sql; rows: readonly Sql[]; lastKnown: Sql; present: Sql }> {
  const { pack, from, to, asOf } = scope;
  const registered = (judged: Sql): Sql => sql`c.registered_at < ${judged}`;
  if (judgedAfter === undefined) {
    const cases = casesThen(pack.id, asOf);
    // What is joined to a part is found for each: the last due moments are dear.
    const rows = basis === 'due' ? [unionOf(cases)] : cases;
    return { last: 'c', judged: at(asOf), rows, lastKnown: sql``, present: registered(at(asOf)) };
  }
  // The moment of registration is the same in all states of a case, so that each tells for itself.
  const soon = {
    moment: caseMoment(basis === 'registered' ? 'c' : 'm', basis),
    minutes: judgedAfter.minutes,
    last: asOf,
  };
  const judged = soonAfter(soon);
  const latest = new Date(to.getTime() + judgedAfter.minutes * 60_000);
  return {
    last: 'm',
    judged,
    rows: [caseVersions(pack.id)],
    lastKnown: sql`join ${caseRows('m', pack.id, asOf)} on m.no = c.no`,
    present: and([
      registered(basis === 'registered' ? at(asOf) : judged),
      lastedSoonAfter('c', soon),
      lastedWithin('c', from, latest),
      // As the period has it of `c`; of `m` too, so that no others are read.
      ...(basis === 'registered' ? [sql`(m.registered_at >= ${at(from)} and m.registered_at < ${at(to)})`] : []),
    ]),
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
