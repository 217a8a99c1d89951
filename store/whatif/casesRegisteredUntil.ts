import { rows, type Queryable } from '../database/database.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

export type RegisteredUntil = Readonly<{
  day: string;
  /** How many that the viewer may see; others between them come along. */
  limit: number;
  pack?: string;
  after?: string;
  viewer: Viewer;
}>;

/**
 * Real cases registered by the end of a day anywhere (UTC-12), by number. The list ends with a case that the viewer may
 * see, or with the last of all, so that its end reveals nothing.
 */
export async function casesRegisteredUntil(
  db: Queryable,
  ask: RegisteredUntil,
): Promise<readonly Readonly<{ no: string; known: boolean }>[]> {
  return rows<{ no: string; known: boolean }>(
    db,
    `with asked as (
       select c.no, v.no is not null and ${visibleTo('v', '$5', '$6')} as known from complaints c left
         join cases v on v.no = c.no
       where c.speed = 1 and c.origin < ($1::date + interval '36 hours') at time zone 'UTC'
         and ($2::text is null or c.pack_id = $2) and ($3::text is null or c.no > $3)
     ), portion as (select no from asked where known order by no limit $4)
     select no, known from asked
     where (select count(*) from portion) < $4 or no <= (select max(no) from portion) order by no`,
    [ask.day, ask.pack, ask.after, ask.limit, ask.viewer.roles, ask.viewer.id],
  );
}
