import { randomBytes } from 'node:crypto';
import { row, type Database } from '../database/database.ts';
import type { StartableCase } from '../readModel/startableCase.ts';

/**
 * Makes the row of a case that only its workflow knows; its events are to be recorded next. What was sealed (person,
 * prose, receipt code) was in the database only and is gone: the case stands there as one whose person was erased.
 * Throws when its pack is not in the database.
 */
export async function registerAgain(db: Database, { no, pack, base, intake }: StartableCase): Promise<void> {
  if ((await row(db, 'select 1 from packs where hash = $1', [pack.hash])) === undefined) {
    throw new Error(
      `the pack ${pack.id} ${pack.version} (${pack.hash.slice(0, 12)}) is not in the database; start the API ` +
        'once with that version',
    );
  }
  await db.query(
    `insert into complaints (no, receipt_index, pack_id, pack_version, pack_hash, origin, speed, topic, intake,
      registered_by, sealed_receipt, workflow_started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', now()) on conflict (no) do nothing`,
    [
      no,
      `lost/${randomBytes(18).toString('base64url')}`,
      pack.id,
      pack.version,
      pack.hash,
      new Date(base.origin).toISOString(),
      base.speed,
      intake.category,
      JSON.stringify(intake),
      intake.actor.id,
    ],
  );
}
