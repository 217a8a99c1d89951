import { rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export interface LatenessQuery {
  /** ISO instants of wall clock time; they bound the planned moment. */
  readonly from: string;
  readonly to: string;
  readonly drills: boolean;
  /** Only cases that they may see are counted. */
  readonly viewer: Viewer;
}

export interface Lateness extends Figures {
  readonly suspended: number;
  readonly minMs: number | null;
  readonly delivered: Figures & {
    /** Delivered before the planned moment by the database's clock: a fault. */
    readonly early: number;
    readonly outstanding: number;
  };
  /** Notifications sent in plain form. */
  readonly plain: number;
  readonly worst: readonly LateRung[];
}

interface Figures {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

export interface LateRung {
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

/** Joins to `r` the cases that count and that lie within the period. */
const within = (moment: string): string => `join complaints c on c.no = r.no join cases v on v.no = r.no
  where ${moment} >= $1 and ${moment} < $2 and ($3 or c.speed = 1) and ${visibleTo('v', '$4', '$5')}`;

const FIGURES = `percentile_disc(0.5) within group (order by r.late_ms) as "p50Ms",
  percentile_disc(0.99) within group (order by r.late_ms) as "p99Ms", max(r.late_ms) as "maxMs"`;

const RUNGS = `select count(*) as count, count(*) filter (where r.suspended) as suspended, ${FIGURES},
  min(r.late_ms) as "minMs" from rungs r ${within('r.due_at')}`;

const DELIVERED = `select count(*) filter (where r.delivered_at is not null) as count,
  count(*) filter (where r.delivered_at < r.planned_at) as early,
  count(*) filter (where r.status in ('pending', 'failing')) as outstanding, ${FIGURES}
  from (select *, round(extract(epoch from delivered_at - planned_at) * 1000)::bigint as late_ms from notifications) r
  ${within('r.planned_at')}`;

/** Notices have no planned moment: they count by `fired_at`. */
const PLAIN = `select count(*) as plain from notifications r ${within('r.fired_at')} and r.plain_because is not null`;

const WORST = `select r.no, r.clock, r.occurrence, r.rung, r.rule, r.due_at as "plannedAt", r.fired_at as "firedAt",
  r.late_ms as "lateMs", r.suspended from rungs r ${within('r.due_at')} order by r.late_ms desc, r.no limit 10`;

/** How late rungs fired and notifications arrived, wall clock ms after the planned moment. */
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
