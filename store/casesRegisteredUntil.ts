import { rows } from './database.ts';
import type { Queryable } from './database.ts';

/** Numbers of real cases that may have been registered by the end of a day, in order; the day ends last twelve hours behind UTC. */
export async function casesRegisteredUntil(
  db: Queryable,
  ask: { readonly day: string; readonly limit: number; readonly pack?: string; readonly after?: string },
): Promise<readonly string[]> {
  const found = await rows<{ no: string }>(
    db,
    `select no from complaints where speed = 1 and origin < ($1::date + interval '36 hours') at time zone 'UTC'
       and ($2::text is null or pack_id = $2) and ($3::text is null or no > $3) order by no limit $4`,
    [ask.day, ask.pack ?? null, ask.after ?? null, ask.limit],
  );
  return found.map((one) => one.no);
}
