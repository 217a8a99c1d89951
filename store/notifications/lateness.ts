import { row, rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export interface LatenessQuery {
  /** ISO instants on the wall clock; the planned moment of a rung lies within. */
  readonly from: string;
  readonly to: string;
  readonly drills: boolean;
  /** Whose eyes it is for: cases that they may not know of count nowhere. */
  readonly viewer: Viewer;
}

export interface Lateness {
  readonly count: number;
  readonly suspended: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  readonly minMs: number | null;
  readonly delivered: {
    readonly count: number;
    /** Told before the planned moment, by the database's clock: none, unless something is broken. */
    readonly early: number;
    readonly p50Ms: number | null;
    readonly p99Ms: number | null;
    readonly maxMs: number | null;
    readonly outstanding: number;
  };
  /** Notifications that fired within and are told in plain form, among the cases that the viewer may know of. */
  readonly plain: number;
  readonly worst: readonly LateRung[];
}

export interface LateRung extends Record<string, unknown> {
  readonly no: string;
  readonly clock: string;
  readonly occurrence: number;
  readonly rung: string;
  readonly rule: string | null;
  readonly plannedAt: Date;
  readonly firedAt: Date;
  readonly lateMs: number;
  readonly suspended: boolean;
}

const SCOPE = `join complaints c on c.no = r.no join cases v on v.no = r.no
  where r.due_at >= $1 and r.due_at < $2 and ($3 or c.speed = 1) and ${visibleTo('v', '$4', '$5')}`;

/** How late rungs fired (wall-clock ms after their planned moment) and how late those concerned were reached. */
export async function readLateness(db: Queryable, query: LatenessQuery): Promise<Lateness> {
  const values = [query.from, query.to, query.drills, query.viewer.roles, query.viewer.id];
  const fired = await row<Record<string, number | null>>(
    db,
    `select count(*) as count, count(*) filter (where r.suspended) as suspended, percentile_disc(0.5)
      within group (order by late_ms) as p50,
       percentile_disc(0.99) within group (order by late_ms) as p99, max(late_ms) as max, min(late_ms) as min
         from rungs r ${SCOPE}`,
    values,
  );
  const told = await row<Record<string, number | null>>(
    db,
    `select count(*) filter (where r.delivered_at is not null) as count, count(*)
      filter (where r.delivered_at < r.due_at) as early, count(*)
      filter (where r.status in ('pending', 'failing')) as outstanding,
       percentile_disc(0.5) within group (order by r.late) as p50, percentile_disc(0.99)
         within group (order by r.late) as p99, max(r.late) as max
     from (select no, planned_at as due_at, status, delivered_at, round(extract(epoch
       from delivered_at - planned_at) * 1000)::bigint as late from notifications
       where planned_at is not null) r ${SCOPE}`,
    values,
  );
  // Notices have no planned moment: they are counted by the one at which they fired.
  const plain = await row<{ count: number }>(
    db,
    `select count(*) as count from notifications n join complaints c on c.no = n.no join cases v on v.no = n.no
     where n.plain_because is not null and n.fired_at >= $1 and n.fired_at < $2 and ($3 or c.speed = 1)
       and ${visibleTo('v', '$4', '$5')}`,
    values,
  );
  const worst = await rows<LateRung>(
    db,
    `select r.no, r.clock, r.occurrence, r.rung, r.rule, r.due_at as "plannedAt", r.fired_at as "firedAt",
      r.late_ms as "lateMs", r.suspended from rungs r ${SCOPE} order by r.late_ms desc, r.no limit 10`,
    values,
  );
  const ms = (value: number | null | undefined): number | null => value ?? null;
  return {
    count: fired?.['count'] ?? 0,
    suspended: fired?.['suspended'] ?? 0,
    p50Ms: ms(fired?.['p50']),
    p99Ms: ms(fired?.['p99']),
    maxMs: ms(fired?.['max']),
    minMs: ms(fired?.['min']),
    delivered: {
      count: told?.['count'] ?? 0,
      early: told?.['early'] ?? 0,
      p50Ms: ms(told?.['p50']),
      p99Ms: ms(told?.['p99']),
      maxMs: ms(told?.['max']),
      outstanding: told?.['outstanding'] ?? 0,
    },
    plain: plain?.count ?? 0,
    worst,
  };
}
