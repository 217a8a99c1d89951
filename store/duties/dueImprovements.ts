import { rows, type Queryable } from '../database/database.ts';

export type DueImprovement = Readonly<{
  id: string;
  cause: string;
  process: string | null;
  /** A person. */
  owner: string;
  /** Its own, else that of its owner; null where neither is known. */
  unit: string | null;
  dueAt: Date;
}>;

/** Not completed at `at`, and due before `until`; the first due first. */
export function dueImprovements(
  db: Queryable,
  pack: string,
  { at, until }: Readonly<{ at: number; until: number }>,
): Promise<readonly DueImprovement[]> {
  return rows(
    db,
    `select i.id, i.cause, i.process, i.owner, coalesce(i.unit, p.unit) as unit, i.due_at as "dueAt"
      from register_improvements i left join people p on p.id = i.owner
      where i.pack_id = $1 and i.due_at <= $2 and (i.completed_at is null or i.completed_at > $3)
      order by i.due_at, i.id`,
    [pack, new Date(until), new Date(at)],
  );
}
