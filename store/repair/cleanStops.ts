import { row, rows, type Queryable } from '../database/database.ts';

/** Notes that this worker has stopped in order: what is recorded up to here is what its workflows decided. */
export async function noteCleanStop(db: Queryable): Promise<void> {
  await db.query('insert into clean_stops default values');
}

/** A case to be compared with its workflow. */
export interface TouchedCase {
  readonly no: string;
  /** The last seq of its log. */
  readonly seq: number;
  /** Its first transaction that nobody has compared yet. */
  readonly since: number;
}

/**
 * Cases with events that no clean stop and no comparison covers, those first that have waited longest; and where
 * transactions stand now.
 */
export async function casesToCompare(
  db: Queryable,
): Promise<{ readonly cases: readonly TouchedCase[]; readonly upTo: number }> {
  // Read first: what is committed later is left for the next comparison.
  const now = await row<{ at: number; done: string }>(
    db,
    `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as at,
      coalesce((select max(xid) from clean_stops), '0'::xid8)::text as done`,
  );
  // As a value, so that the plan knows how few come after it.
  const cases = await rows<{ no: string; seq: number; since: number }>(
    db,
    `with touched as materialized (select distinct no from events where xid > $1::xid8)
     select t.no, e.seq, e.since from touched t cross join lateral (select max(seq) as seq,
       min(xid::text::bigint) filter (where xid > $1::xid8) as since from events
         where no = t.no) e order by e.since, t.no`,
    [now?.done ?? '0'],
  );
  return { cases, upTo: (now?.at ?? 0) - 1 };
}

/**
 * Notes that everything recorded by transactions up to this one was compared: whoever starts next need not do it again.
 */
export async function noteCompared(db: Queryable, upTo: number): Promise<void> {
  await db.query(
    `insert into clean_stops (xid) select $1::text::xid8 where $1::bigint > coalesce((select max(xid)
      from clean_stops), '0'::xid8)::text::bigint`,
    [upTo],
  );
}

/**
 * The latest event that a workflow decided, longer than `ms` before the latest of all, of up to `most` cases. Intakes
 * are recorded without any workflow.
 */
export async function earlierDecisions(
  db: Queryable,
  ms: number,
  most: number,
): Promise<readonly { readonly no: string; readonly seq: number; readonly run: string | null }[]> {
  return rows<{ no: string; seq: number; run: string | null }>(
    db,
    `with decided as (select no, seq, run, wall_at, gid from events where id not like 'intake#%' order by gid desc
      limit 2000),
       latest as (select wall_at from decided order by gid desc limit 1)
     select no, max(seq) as seq, (array_agg(run order by seq desc))[1] as run from decided
       where wall_at < (select wall_at
       from latest) - $1 * interval '1 millisecond' group by no order by max(gid) desc limit $2`,
    [ms, most],
  );
}
