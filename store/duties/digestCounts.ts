import { row, type Queryable } from '../database/database.ts';

export type DigestCounts = Readonly<{
  open: number;
  overdue: number;
  /** Within a day. */
  dueSoon: number;
  /** In the day before. */
  registered: number;
  closed: number;
}>;

const HERE = 'v.pack_id = $1 and not v.drill and v.unit in (select id from below)';
const DAY_BEFORE = "$3::timestamptz - interval '1 day'";

/** How things stand at a unit and below; drills are left out. `at`: epoch ms. */
export async function digestCounts(db: Queryable, pack: string, unit: string, at: number): Promise<DigestCounts> {
  const counts = await row<DigestCounts>(
    db,
    `with recursive below as (
       select id from units where id = $2 union select u.id from units u join below b on u.parent = b.id
     ), open as (select overdue, next_due_at from cases
       where acting and pack_id = $1 and not drill and closed_at is null and unit in (select id from below))
     select count(*)::int as open, count(*) filter (where overdue)::int as overdue,
       count(*) filter (where next_due_at < $3::timestamptz + interval '1 day')::int as "dueSoon",
       (select count(*)::int from cases v where ${HERE} and v.registered_at >= ${DAY_BEFORE}
         and v.registered_at < $3) as registered,
       (select count(*)::int from fact_cases f join cases v on v.no = f.no where ${HERE} and f.pack_id = $1
         and f.ended_at >= ${DAY_BEFORE} and f.ended_at < $3 and v.stage = 'closed') as closed
     from open`,
    [pack, unit, new Date(at)],
  );
  return counts ?? { open: 0, overdue: 0, dueSoon: 0, registered: 0, closed: 0 };
}
