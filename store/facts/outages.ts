import type { Queryable } from '../database/database.ts';

export const NOTED_EVERY_MS = 20_000;
/** Less is a restart or a busy machine. */
const OUTAGE_FROM = '1 minute';

/**
 * Notes that a worker is there, and, where none was for longer than a minute, that it was so. Of workers that come at
 * once the first one notes it.
 */
export async function notePresence(db: Queryable): Promise<void> {
  await db.query(
    `with last as (select at from last_presence for update),
       noted as (insert into outages (from_at, to_at)
         select at, now() from last where at < now() - interval '${OUTAGE_FROM}' on conflict do nothing
         returning 1)
     insert into last_presence (at) select now() from (select count(*) from noted) as first
       on conflict (one) do update set at = greatest(last_presence.at, excluded.at)`,
  );
}
