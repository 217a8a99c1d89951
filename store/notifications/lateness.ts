import { rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export type LatenessQuery = Readonly<{
  /** ISO instants of wall clock time; they bound the planned moment. */
  from: string;
  to: string;
  drills: boolean;
  /** Only cases that they may see are counted. */
  viewer: Viewer;
}>;

export interface Lateness extends Figures {
  readonly suspended: number;
  readonly minMs: number | null;
  readonly delivered: Figures &
    Readonly<{
      /** Delivered before the planned moment by the database's clock: a fault. */
      early: number;
      outstanding: number;
    }>;
  /** Notifications sent in plain form. */
  readonly plain: number;
  readonly worst: readonly LateRung[];
}

type Figures = Readonly<{
  count: number;
  p50Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
}>;

export type LateRung = Readonly<{
  no: string;
  clock: string;
  occurrence: number;
  rung: string;
  rule: string | null;
  plannedAt: Date;
  firedAt: Date;
  lateMs: number;
  suspended: boolean;
}>;

const within = (moment: string): string => `join complaints c on c.no = r.no join cases v on v.no = r.no
  where ${moment} >= $1 and ${moment} < $2 and ($3 or c.speed = 1) and ${visibleTo('v', '$4', '$5')}`;

const FIGURES = `percentile_disc(0.5) within group (order by r.late_ms) as "p50Ms",
  percentile_disc(0.99) within group (order by r.late_ms) as "p99Ms", max(r.late_ms) as "maxMs"`;

const RUNGS = `select count(*) as count, count(*) filter (where r.suspended) as suspended, ${FIGURES},
  min(r.late_ms) as "minMs" from rungs r ${within('r.due_at')}`;

const DELIVERED = `select count(*) filter (where r.delivered_at is not null) as count,
  count(*) filter (where r.delivered_at < r.planned_at) as early,
  count(*) filter (where r.status in ('pending', 'failing') and coalesce(r.held_until < now(), true)) as outstanding,
  ${FIGURES}
  from (select *, round(extract(epoch from delivered_at - planned_at) * 1000)::bigint as late_ms from notifications) r
  ${within('r.planned_at')}`;

/** Notices have no planned moment: they count by `fired_at`. */
const PLAIN = `select count(*) as plain from notifications r ${within('r.fired_at')} and r.plain_because is not null`;

const WORST = `select r.no, r.clock, r.occurrence, r.rung, r.rule, r.due_at as "plannedAt", r.fired_at as "firedAt",
  r.late_ms as "lateMs", r.suspended from rungs r ${within('r.due_at')} order by r.late_ms desc, r.no limit 10`;

/** Wall clock ms after the planned moment. */
export async function readLateness(db: Queryable, { from, to, drills, viewer }: LatenessQuery): Promise<Lateness> {
  const values = [from, to, drills, viewer.roles, viewer.id];
  const [figures] = await rows<Omit<Lateness, 'worst'>>(
    db,
    `select fired.*, to_json(told) as delivered, plain from (${RUNGS}) fired, (${DELIVERED}) told, (${PLAIN}) noted`,
    values,
  );
  if (figures === undefined) throw new Error('the database gave no figures');
  return { ...figures, worst: await rows<LateRung>(db, WORST, values) };
}
