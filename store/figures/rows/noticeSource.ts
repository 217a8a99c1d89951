import { sql } from 'kysely';
import type { NOTICE_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { boolean, text } from './value.ts';

/** Notifications. */
export function noticeSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const itsCase = ofItsCase(scope, 'n');
  const delivered = sql`coalesce(n.delivered_at < ${then}, false)`;
  const known: Known<typeof NOTICE_FACTS> = {
    role: () => text(sql`n.role`),
    status: () => text(sql`n.status`),
    item: () => text(sql`n.item`),
    channel: () => text(sql`n.channel`),
    delivered: () => boolean(delivered),
    seen: () =>
      boolean(
        sql`exists (select from progress_views w where w.no = n.no and w.seen_at >= n.fired_at and w.seen_at < ${then})`,
      ),
    case: itsCase.condition,
  };
  const theCase = itsCase.parts.ofCase();
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    rows: [sql`select * from notifications`],
    present: sql`n.fired_at < ${then}`,
    excluded: exceptDrills(theCase),
    moment: moments({ sent: sql`n.fired_at` }, itsCase.moment),
    unit: sql.ref(`${theCase}.unit`),
    distinct: itsCase.distinct,
    beside: { undelivered: () => sql`not ${delivered}` },
  };
}
