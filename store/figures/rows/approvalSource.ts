import { sql } from 'kysely';
import type { APPROVAL_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { boolean, number, text } from './value.ts';

/** Requests for approval. */
export function approvalSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const itsCase = ofItsCase(scope, 'a');
  const decided = sql`coalesce(a.decided_at < ${then}, false)`;
  const known: Known<typeof APPROVAL_FACTS> = {
    approval: () => text(sql`a.approval`),
    action: () => text(sql`a.action`),
    amount: () => number(sql`a.amount`),
    result: () => text(sql`(case when ${decided} then a.result else 'pending' end)`),
    fourEyes: () => boolean(sql`(${decided} and cardinality(a.approvers) > 0 and a.requester <> all(a.approvers))`),
    case: itsCase.condition,
  };
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    rows: [sql`select * from fact_approvals`],
    present: sql`a.pack_id = ${scope.pack.id} and a.requested_at < ${then}`,
    excluded: exceptDrills('a'),
    moment: moments({ recorded: sql`a.requested_at`, answered: sql`a.decided_at` }, itsCase.moment),
    get unit() {
      return sql.ref(`${itsCase.parts.ofCase()}.unit`);
    },
    distinct: (what) => (what === 'actor' ? sql`a.requester` : itsCase.distinct(what)),
    beside: { open: () => sql`not ${decided}` },
  };
}
