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

/** How things stand at a unit and below; drills are left out. `at`: epoch ms. */
export async function digestCounts(db: Queryable, pack: string, unit: string, at: number): Promise<DigestCounts> {
  const counts = await row<DigestCounts>(
    db,
    `with recursive below as (
       select id from units where id = $2 union select u.id from units u join below b on u.parent = b.id
     ), here as (select * from cases where pack_id = $1 and not drill and unit in (select id from below))
     select count(*) filter (where closed_at is null)::int as open,
       count(*) filter (where closed_at is null and overdue)::int as overdue,
       count(*) filter (where closed_at is null and next_due_at < $3::timestamptz + interval '1 day')::int as "dueSoon",
       count(*) filter (where registered_at >= $3::timestamptz - interval '1 day' and registered_at < $3::timestamptz)::int as registered,
       count(*) filter (where stage = 'closed' and closed_at >= $3::timestamptz - interval '1 day' and closed_at < $3::timestamptz)::int as closed
     from here`,
    [pack, unit, new Date(at)],
  );
  return counts ?? { open: 0, overdue: 0, dueSoon: 0, registered: 0, closed: 0 };
}
