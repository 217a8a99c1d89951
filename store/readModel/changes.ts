/** Follows the log so that nothing appears behind a reader. */

import { row, rows, type Queryable } from '../database/database.ts';

/**
 * Transaction id and row. Only transactions older than the oldest running one are read, so nothing can appear before a
 * place once passed.
 */
export type ChangePlace = readonly [xid: string, gid: number];

export interface Change extends Visibility {
  readonly xid: string;
  readonly gid: number;
  readonly no: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  /** Who may see the other case that the event is about. */
  readonly about: Visibility | null;
}

/** Who may see a case. */
type Visibility = Readonly<{
  roles: readonly string[] | null;
  recused: readonly string[];
}>;

export async function changesAfter(db: Queryable, [xid, gid]: ChangePlace, limit: number): Promise<readonly Change[]> {
  return rows<Change>(
    db,
    `select e.xid::text as xid, e.gid, e.no, e.seq, e.type, e.wall_at as at, v.access_roles as roles,
      coalesce(v.recused, '{}') as recused,
       case when o.no is not null then jsonb_build_object('roles', o.access_roles, 'recused', o.recused) end as about
     from events e left join cases v on v.no = e.no
       left join cases o on e.type in ('CaseLinked', 'CaseAbsorbed') and o.no = e.event -> 'data' ->> 'no'
     where (e.xid, e.gid) > ($1::xid8, $2::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by e.xid, e.gid limit $3`,
    [xid, gid, limit],
  );
}

/** Because an older transaction runs. */
export async function changesHeldBack(db: Queryable): Promise<boolean> {
  const found = await row(db, 'select 1 from events where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1');
  return found !== undefined;
}

export async function latestPlace(db: Queryable): Promise<ChangePlace> {
  const found = await row<{ xid: string; gid: number }>(
    db,
    `select e.xid::text as xid, e.gid from events e where e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid desc, e.gid desc limit 1`,
  );
  return found === undefined ? ['0', 0] : [found.xid, found.gid];
}
