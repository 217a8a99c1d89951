import { column, row, rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';
import { latenessSpans, type LatenessSpans } from './latenessSpans.ts';
import { caseOf, FIRED, TOLD } from './lateRows.ts';
import { figuresOf, type Figures, type LateValues } from './lateValues.ts';

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

const seen = (alias: string): string => `($1 or not ${alias}.drill) and ${visibleTo(alias, '$2', '$3')}`;

const REST = `(select from_at, to_at from unnest($4::timestamptz[], $5::timestamptz[]) as rest(from_at, to_at)) span`;

const VALUES = `
  select s.what, s.suspended, min(s.least_ms) as least, max(s.late_ms) as late, sum(s.count) as count
    from unnest($6::timestamptz[], $7::integer[]) as summed (from_at, hours)
    -- Of each by itself: a join would read all sums.
    cross join lateral (select * from lateness_sums s
      where s.hours = summed.hours and s.from_at = summed.from_at and ${seen('s')} offset 0) s
    group by s.what, s.suspended, s.step
  union all select r.what, r.suspended, r.late_ms, r.late_ms, count(*)
    from ${REST}, lateral (${FIRED} union all ${TOLD}) r where ${seen('r')}
    group by r.what, r.suspended, r.late_ms
  order by late`;

type Values = LateValues & Readonly<{ what: 'fired' | 'told'; suspended: boolean }>;

/** Notices have no planned moment: they count by `fired_at`. */
const BESIDE = `
  select (select count(*) from notifications n join cases v on v.no = n.no
      where n.status in ('pending', 'failing') and n.planned_at >= $4 and n.planned_at < $5
        and coalesce(n.held_until < now(), true) and ${seen('v')}) as outstanding,
    (select count(*) from notifications n join cases v on v.no = n.no
      where n.plain_because is not null and n.fired_at >= $4 and n.fired_at < $5 and ${seen('v')}) as plain`;

/** The ten latest are among the ten latest groups of hours, and among what is not summed up. */
const WORST = `
  select distinct r.no, r.clock, r.occurrence, r.rung, r.rule, r.due_at as "plannedAt", r.fired_at as "firedAt",
    r.late_ms as "lateMs", r.suspended
  from (select from_at, to_at, null::bigint as least_ms from ${REST}
    union all select * from (select s.from_at, s.from_at + interval '1 hour', s.least_ms from lateness_sums s
      where s.hours = 1 and s.what = 'fired' and s.from_at >= $6 and s.from_at < $7
        and s.from_at <> all ($4::timestamptz[]) and ${seen('s')} order by s.late_ms desc limit 10) latest) span
    -- Of each span, and of each rung, by itself: a join would read all rungs, and all cases.
    cross join lateral (select r.* from rungs r ${caseOf('r.no')}
      where r.due_at >= span.from_at and r.due_at < span.to_at and r.late_ms >= coalesce(span.least_ms, r.late_ms)
        and ${seen('v')}
      order by r.late_ms desc, r.no, r.clock, r.occurrence, r.rung limit 10) r
  order by r.late_ms desc, r.no, r.clock, r.occurrence, r.rung limit 10`;

/** Wall clock ms after the planned moment. Whole hours that are past are known to a twentieth. */
export async function readLateness(db: Queryable, { from, to, drills, viewer }: LatenessQuery): Promise<Lateness> {
  const who = [drills, viewer.roles, viewer.id];
  const spans = await spansOf(db, from, to);
  const rest = [spans.rest.map(([at]) => new Date(at)), spans.rest.map(([, end]) => new Date(end))];
  const sums = [spans.sums.map(([at]) => new Date(at)), spans.sums.map(([, hours]) => hours)];
  const [values, beside, worst] = await Promise.all([
    rows<Values>(db, VALUES, [...who, ...rest, ...sums]),
    row<{ outstanding: number; plain: number }>(db, BESIDE, [...who, from, to]),
    rows<LateRung>(db, WORST, [...who, ...rest, ...spans.within.map((at) => new Date(at))]),
  ]);
  const [fired, told] = [values.filter(({ what }) => what === 'fired'), values.filter(({ what }) => what === 'told')];
  const sum = (of: readonly Values[]): number => of.reduce((all, { count }) => all + count, 0);
  return {
    ...figuresOf(fired),
    suspended: sum(fired.filter((one) => one.suspended)),
    minMs: fired.length === 0 ? null : Math.min(...fired.map(({ least }) => least)),
    delivered: {
      ...figuresOf(told),
      early: sum(told.filter(({ late }) => late < 0)),
      outstanding: beside?.outstanding ?? 0,
    },
    plain: beside?.plain ?? 0,
    worst,
  };
}

async function spansOf(db: Queryable, from: string, to: string): Promise<LatenessSpans> {
  const summed = await row<{ from: Date | null; to: Date }>(
    db,
    `select (select from_at from lateness_sums where hours = 1 order by from_at limit 1) as from, up_to as to
      from lateness_summed`,
  );
  const stale = await column<Date>(db, 'select distinct hour from lateness_stale where hour >= $1 and hour < $2', [
    from,
    to,
  ]);
  const period = [Date.parse(from), Date.parse(to)] as const;
  const known = summed?.from ? ([summed.from.getTime(), summed.to.getTime()] as const) : undefined;
  return latenessSpans(
    period,
    known,
    stale.map((hour) => hour.getTime()),
  );
}
