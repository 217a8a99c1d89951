import { sql } from 'kysely';
import type { DISPATCH_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import type { Sql } from './sqlText.ts';
import { boolean, text } from './value.ts';

/** Dispatches to departments. */
export function dispatchSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const itsCase = ofItsCase(scope, 'd');
  const by = (name: string): Sql => sql`coalesce(${sql.ref(`d.${name}`)} < ${then}, false)`;
  // A refusal that was ruled invalid leaves the dispatch to be answered.
  const open = sql`(not ${by('answered_at')} and (not ${by('refused_at')} or (${by('ruled_at')} and d.valid is false)))`;
  const known: Known<typeof DISPATCH_FACTS> = {
    department: () => text(sql`d.department`),
    departmentFirst: () => text(sql`d.department_first`),
    rerouted: () => boolean(by('rerouted_at')),
    answered: () => boolean(by('answered_at')),
    substantive: () => boolean(sql`(${by('answered_at')} and d.substantive is not false)`),
    refused: () => boolean(by('refused_at')),
    ruled: () => boolean(by('ruled_at')),
    valid: () => boolean(sql`(${by('ruled_at')} and d.valid is true)`),
    open: () => boolean(open),
    overdue: () =>
      // Few are open: their clocks are looked up, and not those of all dispatches read.
      boolean(sql`(${open} and (select true from clocks k where k.no = d.no and k.subject = d.dispatch
        and k.due_at < ${then} and not (k.status in ('cancelled', 'met') and k.stopped_at <= k.due_at) limit 1))`),
    case: itsCase.condition,
  };
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    rows: [sql`select * from fact_dispatches`],
    present: sql`d.pack_id = ${scope.pack.id} and d.sent_at < ${then}`,
    excluded: exceptDrills('d'),
    moment: moments({ sent: sql`d.sent_at`, answered: sql`d.answered_at` }, itsCase.moment),
    unit: sql`d.department`,
    department: sql`d.department`,
    distinct: (what) => (what === 'department' ? sql`d.department` : itsCase.distinct(what)),
    beside: { open: () => open },
  };
}
