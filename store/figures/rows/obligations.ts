/** Clocks as obligations: their status at a past moment, and which of them count. */

import { sql } from 'kysely';
import type { Counted } from '../../../domain/figures/figure.ts';
import { at } from './scope.ts';
import { column, or, type Sql } from './sqlText.ts';

type Include = Counted['include'];

/** Which reason leaves the clock `alias` out, unless a figure includes it. */
export function reasons(alias: string, then: Date): Readonly<Record<string, Sql>> {
  const of = (name: string): Sql => column(alias, name);
  return {
    'not-owed': sql`not ${of('owed')}`,
    monitor: of('monitor'),
    provisional: of('provisional'),
    adjusted: sql`(${of('calendar_adjusted')} or ${of('rule_adjusted')})`,
    cancelled: sql`coalesce(${of('status')} = 'cancelled' and ${of('stopped_at')} < ${at(then)}, false)`,
  };
}

/** Is the clock `alias` an obligation that counts? */
export function countedClocks(include: Include = []): (alias: string, then: Date) => Sql {
  return (alias, then) => {
    const left = Object.entries(reasons(alias, then)).filter(([reason]) => !include.some((one) => one === reason));
    return sql`not ${or(left.map(([, is]) => is))}`;
  };
}

/** The status of `k` as it was. */
export function clockStatus(then: Sql): Sql {
  return sql`(case when k.stopped_at < ${then} then k.status when k.missed_at < ${then} then 'missed'
    when k.status = 'paused' then 'paused' else 'running' end)`;
}

/** A miss of `k` that somebody answers for. */
export function missedBy(then: Sql): Sql {
  return sql`(k.owed and not k.provisional and not k.calendar_adjusted and not k.rule_adjusted
    and (k.missed_at < ${then} or (k.status = 'late' and k.stopped_at < ${then}))
    and not (k.status = 'cancelled' and k.stopped_at < ${then}))`;
}
