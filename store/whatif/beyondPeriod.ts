/**
 * What a period's customers did in cases outside it: earlier cases that theirs may repeat, and amounts held against the
 * same caps. Keyed hashes only.
 */

import type { BeyondPeriod, HeldBeyond } from '../../domain/whatif/whatIfCases.ts';
import type { KnownCase } from '../../domain/case/repeats.ts';
import { rows, type Queryable } from '../database/database.ts';
import type { LogQuery } from './recordedLogs.ts';

const WITHIN = 'c.origin >= $1 and c.origin < $2';
const SAME = 'c.pack_id = $3 and (c.speed <> 1) = $4';
const CUSTOMERS = `c.customer in (select c.customer from complaints c where ${WITHIN} and ${SAME})`;

const EARLIER = `select c.no, extract(epoch from c.origin)::float8 * 1000 as at, e.gid as "order", c.customer,
  c.topic, c.intake ->> 'category' as category
  from complaints c join events e on e.no = c.no and e.seq = 1 where c.origin < $1 and ${SAME} and ${CUSTOMERS}
    order by e.gid`;

/** The event that something happened to a reservation by, in the case that made it. */
const MOMENT = (types: string): string => `(select extract(epoch from min(e.wall_at))::float8 * 1000 from events e
  where e.no = r.no and e.type in (${types})
    and r.key = e.no || '/' || (e.event -> 'data' ->> 'reservation'))`;

const HELD = `select * from (
    select c.customer, r.key, r.approval, r.amount, r.status, extract(epoch
      from r.created_at)::float8 * 1000 as "createdAt",
      ${MOMENT("'ApprovalRequested'")} as "requestedAt",
        ${MOMENT("'ApprovalRejected', 'ActionRefused'")} as "releasedAt"
    from reservations r join complaints c on c.no = r.no where not (${WITHIN}) and ${SAME} and ${CUSTOMERS}
  ) held where status <> 'released' or "releasedAt" is not null order by key`;

interface HeldRow extends Record<string, unknown>, Pick<HeldBeyond, 'customer' | 'key' | 'approval' | 'amount'> {
  readonly createdAt: number;
  readonly requestedAt: number | null;
  readonly releasedAt: number | null;
}

/** As recorded. What was held for a request that came to nothing was given back at once and is left out. */
export async function beyondPeriod(db: Queryable, { from, to, pack, drills }: LogQuery): Promise<BeyondPeriod> {
  const period = [new Date(from).toISOString(), new Date(to).toISOString(), pack, drills];
  const cases = await rows<KnownCase & Record<string, unknown>>(db, EARLIER, period);
  const held = await rows<HeldRow>(db, HELD, period);
  return {
    cases: cases.map((one) => ({ ...one, at: Math.round(one.at) })),
    held: held.map(({ customer, key, approval, amount, createdAt, requestedAt, releasedAt }) => ({
      customer,
      key,
      approval,
      amount,
      heldAt: Math.round(requestedAt ?? createdAt),
      ...(releasedAt === null ? {} : { releasedAt: Math.round(releasedAt) }),
    })),
  };
}
