import { row, type Queryable } from '../database/database.ts';
import { keyId, open, seal, type Keys } from './vault.ts';

/** Ids of the key that the database is sealed with and of the one that was given. */
export interface OtherKey {
  readonly held: string;
  readonly given: string;
}

const PLACE = 'master-key/check';

/** Both keys when the database is sealed with another one than this; `undefined` also when nothing is sealed yet. */
export async function otherMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const noted = await row<{ id: string; check: Buffer }>(db, 'select id, check_value as check from master_key');
  return noted === undefined || opens(keys, noted.check) ? undefined : { held: noted.id, given: keyId(keys) };
}

/**
 * The same, and notes the key where none was yet. To be asked before anything is sealed: a case sealed with another key
 * can never be opened with the right one.
 */
export async function holdMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const other = await otherMasterKey(db, keys);
  if (other !== undefined) return other;
  const id = keyId(keys);
  const check = seal(keys.wrapping, PLACE, id);
  const noted = await db.query('insert into master_key (id, check_value) values ($1, $2) on conflict do nothing', [
    id,
    check,
  ]);
  // Of two processes that come with two keys at once, the one whose key was noted is right.
  return noted.rowCount === 1 ? undefined : otherMasterKey(db, keys);
}

function opens(keys: Keys, check: Buffer): boolean {
  try {
    open(keys.wrapping, PLACE, check);
    return true;
  } catch {
    return false;
  }
}
