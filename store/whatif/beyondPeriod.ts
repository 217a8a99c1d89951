/**
 * A period's customers in cases outside it: earlier cases that theirs may repeat, and amounts held under the same caps.
 * Keyed hashes only.
 */

import type { EarlierCase } from '../../domain/case/repeats.ts';
import type { BeyondPeriod, HeldBeyond } from '../../domain/whatif/whatIfCases.ts';
import { rows, type Queryable } from '../database/database.ts';
import { queried, SAME_KIND, WITHIN, type LogQuery } from './recordedLogs.ts';

const CUSTOMERS = `c.customer in (select c.customer from complaints c where ${WITHIN} and ${SAME_KIND})`;

const EARLIER = `select c.no, extract(epoch from c.origin)::float8 * 1000 as at, e.gid as "order", c.customer,
    c.topic, c.intake ->> 'category' as category
  from complaints c join logs e on e.no = c.no and e.seq = 1
  where c.origin < $1 and ${SAME_KIND} and ${CUSTOMERS} order by e.gid`;

/** When the case that made the reservation recorded one of these events on it. */
const MOMENT = (types: string): string => `(select extract(epoch from min(e.wall_at))::float8 * 1000 from logs e
  where e.no = r.no and e.type in (${types}) and r.key = e.no || '/' || (e.event -> 'data' ->> 'reservation'))`;

/** What was given back at once is left out. */
const HELD = `select * from (
    select c.customer, r.key, r.approval, r.amount, r.status,
      coalesce(${MOMENT("'ApprovalRequested'")}, extract(epoch from r.created_at)::float8 * 1000) as "heldAt",
      ${MOMENT("'ApprovalRejected', 'ActionRefused'")} as "releasedAt"
    from reservations r join complaints c on c.no = r.no where not (${WITHIN}) and ${SAME_KIND} and ${CUSTOMERS}
  ) held where status <> 'released' or "releasedAt" is not null order by key`;

type HeldRow = Record<string, unknown> & Omit<HeldBeyond, 'releasedAt'> & { readonly releasedAt: number | null };

export async function beyondPeriod(db: Queryable, query: LogQuery): Promise<BeyondPeriod> {
  const cases = await rows<EarlierCase & Record<string, unknown>>(db, EARLIER, queried(query));
  const held = await rows<HeldRow>(db, HELD, queried(query));
  return {
    cases: cases.map((one) => ({ ...one, at: Math.round(one.at) })),
    held: held.map(({ customer, key, approval, amount, heldAt, releasedAt }) => ({
      customer,
      key,
      approval,
      amount,
      heldAt: Math.round(heldAt),
      ...(releasedAt === null ? {} : { releasedAt: Math.round(releasedAt) }),
    })),
  };
}
