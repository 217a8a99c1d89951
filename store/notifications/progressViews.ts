import type { Queryable } from '../database/database.ts';

/** Whoever has the receipt code has looked. */
export async function noteProgressView(db: Queryable, no: string): Promise<void> {
  await db.query('insert into progress_views (no, seen_at) values ($1, now()) on conflict do nothing', [no]);
}
