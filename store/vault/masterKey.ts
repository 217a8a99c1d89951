import { row, type Queryable } from '../database/database.ts';
import { keyId, open, seal, type Keys } from './vault.ts';

/** Ids of the key that the database is sealed with and of the one that was given. */
export interface OtherKey {
  readonly held: string;
  readonly given: string;
}

const PLACE = 'master-key/check';

/**
 * Compares the key with the one that the database is sealed with; `undefined` when it is the one, or when nothing was
 * sealed yet. Changes nothing.
 */
export async function otherMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const noted = await notedKey(db);
  return noted === undefined || opens(keys, noted.check) ? undefined : { held: noted.id, given: keyId(keys) };
}

/**
 * The same, and the key is noted where none was yet. Asked before anything is sealed or opened: a case sealed with
 * another key can never be opened with the right one.
 */
export async function holdMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const other = await otherMasterKey(db, keys);
  if (other !== undefined) return other;
  const noted = await db.query('insert into master_key (id, check_value) values ($1, $2) on conflict do nothing', [
    keyId(keys),
    seal(keys.wrapping, PLACE, keyId(keys)),
  ]);
  // Two processes may have come with two keys at once: the one that was noted is right.
  return noted.rowCount === 1 ? undefined : otherMasterKey(db, keys);
}

function notedKey(db: Queryable): Promise<{ readonly id: string; readonly check: Buffer } | undefined> {
  return row(db, 'select id, check_value as check from master_key');
}

function opens(keys: Keys, check: Buffer): boolean {
  try {
    open(keys.wrapping, PLACE, check);
    return true;
  } catch {
    return false;
  }
}
