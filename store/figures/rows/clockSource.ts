/** Clocks as rows of a figure: an obligation each. */

import { sql } from 'kysely';
import type { Counted } from '../../../domain/figures/figure.ts';
import type { CLOCK_FACTS } from '../../../domain/figures/rowFacts.ts';
import { own } from '../../../domain/values/own.ts';
import { clocksThen } from './clockRows.ts';
import { clockStatus, reasons } from './obligations.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { and } from './sqlText.ts';
import { boolean, number, text, texts, type Value } from './value.ts';

export function clockSource(scope: Scope, { clocks, include = [], due: which }: Counted): Source {
  const then = at(scope.asOf);
  const due = which === 'first' ? sql`coalesce(k.first_due_at, k.due_at)` : sql`k.due_at`;
  const stopped = sql`coalesce(k.stopped_at < ${then} and k.status <> 'cancelled', false)`;
  const cancelled = sql`coalesce(k.stopped_at < ${then} and k.status = 'cancelled', false)`;
  // What the lapse itself stops, as an escalation at the due moment does, was not done in time.
  const met = sql`(${stopped} and (k.stopped_at < ${due} or (k.stopped_at = ${due} and k.status <> 'late')))`;
  // Asked once, and not of each row.
  const outage = sql`coalesce((select range_agg(tstzrange(o.from_at, o.to_at)) from outages o) @> ${due}, false)`;
  const itsCase = ofItsCase(scope, 'k');
  const known: Readonly<Record<keyof typeof CLOCK_FACTS, () => Value>> = {
    clock: () => text(sql`k.clock`),
    rule: () => text(sql`k.rule`),
    subject: () => text(sql`k.subject`),
    status: () => text(clockStatus(then)),
    met: () => boolean(met),
    late: () => boolean(sql`(${stopped} and not ${met})`),
    open: () => boolean(sql`(k.stopped_at is null or k.stopped_at >= ${then})`),
    missed: () => boolean(sql`(${due} < ${then} and not ${cancelled} and not ${met})`),
    metTarget: () => boolean(sql`(${stopped} and k.stopped_at <= k.target_at)`),
    external: () => boolean(sql`'pause' = any(k.moved_by)`),
    movedBy: () => texts(sql`k.moved_by`),
    cancelledBecause: () => text(sql`case when ${cancelled} then k.cancelled_because end`),
    outage: () => boolean(outage),
    handler: () => text(sql`k.handler`),
    unit: () => text(sql`k.unit`),
    occurrence: () => number(sql`k.occurrence`),
    case: itsCase.condition,
  };
  const left = Object.entries(reasons('k', scope.asOf)).filter(([reason]) => !include.some((one) => one === reason));
  const labels = left.map(([reason, is]) =>
    reason === 'cancelled'
      ? sql`when ${is} then 'cancelled:' || coalesce(k.cancelled_because, 'unknown')`
      : sql`when ${is} then ${reason}::text`,
  );
  return {
    ...itsCase.parts,
    facts: (name) => own(known as Readonly<Record<string, () => Value>>, name)?.(),
    rows: clocksThen(scope.pack.id, then),
    present: and([sql`k.pack_id = ${scope.pack.id}`, sql`k.noted_at < ${then}`]),
    found: clocks && { by: sql`k.clock`, values: clocks },
    excluded: sql`(case when k.drill then 'drill' ${sql.join(labels, sql` `)} end)`,
    moment: (basis) => (basis === 'due' ? due : itsCase.moment(basis)),
    unit: sql`k.unit`,
    department: sql`case when k.subject is not null then k.unit end`,
    distinct: (what) => (what === 'unit' ? sql`k.unit` : itsCase.distinct(what)),
    beside: { open: () => sql`(k.stopped_at is null or k.stopped_at >= ${then})`, outage: () => outage },
  };
}
