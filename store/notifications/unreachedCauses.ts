import type { Phrase } from '../../language/phrase.ts';
import { rows, type Queryable } from '../database/database.ts';

export type UnreachedCause = Readonly<{
  status: 'failing' | 'refused' | 'undeliverable';
  channel: string;
  reason: Phrase | null;
  count: number;
}>;

/** What has not arrived since an instant (epoch ms), most frequent first. No rehearsals. */
export function unreachedCauses(db: Queryable, since: number): Promise<readonly UnreachedCause[]> {
  return rows<UnreachedCause>(
    db,
    `select n.status, n.channel, n.last_error as reason, count(*)::int as count
      from notifications n join complaints c on c.no = n.no
      where n.status in ('failing', 'refused', 'undeliverable') and c.speed = 1
        and n.fired_at >= to_timestamp($1::float8 / 1000)
      group by 1, 2, 3 order by 4 desc, 1, 2`,
    [since],
  );
}
