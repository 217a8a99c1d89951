import { row, rows } from './database.ts';
import type { Queryable } from './database.ts';

/** Notes that this worker has stopped in order: what is recorded up to here is what its workflows decided. */
export async function noteCleanStop(db: Queryable): Promise<void> {
  await db.query('insert into clean_stops default values');
}

/** Cases with events recorded after the latest clean stop, with the last seq of their logs. All cases when there never was one. */
export async function casesTouchedSinceCleanStop(db: Queryable): Promise<readonly { readonly no: string; readonly seq: number }[]> {
  return rows<{ no: string; seq: number }>(
    db,
    `select no, max(seq) as seq from events e where exists (
       select 1 from events t where t.no = e.no and t.xid > coalesce((select max(xid) from clean_stops), '0'::xid8)) group by no order by no`,
  );
}

/** When the latest event was recorded that a workflow decided (epoch ms, wall clock); `undefined` when none ever was. Intakes are recorded without any workflow. */
export async function latestDecision(db: Queryable): Promise<number | undefined> {
  return (await row<{ at: Date }>(db, "select wall_at as at from events where id not like 'intake#%' order by gid desc limit 1"))?.at.getTime();
}

/** When an event of the log happened (epoch ms, wall clock). */
export async function momentOf(db: Queryable, no: string, seq: number): Promise<number | undefined> {
  return (await row<{ at: Date }>(db, 'select wall_at as at from events where no = $1 and seq = $2', [no, seq]))?.at.getTime();
}
