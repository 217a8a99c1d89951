import { column, rows, type Queryable } from '../database/database.ts';

export type PlainCause = Readonly<{
  /** `id@version`; null for what is of no case, or when the pack is gone. */
  pack: string | null;
  message: string;
  because: string;
  count: number;
}>;

/** Since an instant (epoch ms), most frequent first. */
export async function plainCauses(db: Queryable, since: number): Promise<readonly PlainCause[]> {
  return rows<PlainCause>(
    db,
    `select pack, message, because, count(*) as count from (
       select c.pack_id || '@' || c.pack_version as pack, n.message, n.plain_because as because
         from notifications n join complaints c on c.no = n.no
           where n.plain_because is not null and n.last_attempt_at >= $1
       union all select null, split_part(key, '/', 1), plain_because from staff_mails
         where plain_because is not null and day >= $1) told
     group by 1, 2, 3 order by 4 desc, 1, 2, 3`,
    [new Date(since).toISOString()],
  );
}

export async function countPlainMessages(db: Queryable): Promise<number> {
  const [count = 0] = await column<number>(
    db,
    `select (select count(*) from notifications where plain_because is not null) + (select count(*)
      from staff_mails where plain_because is not null)`,
  );
  return count;
}
