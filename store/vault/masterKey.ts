import { row, type Queryable } from '../database/database.ts';
import { keyId, unseal, seal, type Keys } from './vault.ts';

/** Ids of the key that seals the database and of the given one. */
export type OtherKey = Readonly<{
  held: string;
  given: string;
}>;

const PLACE = 'master-key/check';

/** `undefined` when the key is right or nothing is sealed. */
export async function otherMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const noted = await row<{ id: string; check: Buffer }>(db, 'select id, check_value as check from master_key');
  return noted === undefined || opens(keys, noted.check) ? undefined : { held: noted.id, given: keyId(keys) };
}

/** Also notes the first key. Call it before anything is sealed: what another key seals, the right one never opens. */
export async function holdMasterKey(db: Queryable, keys: Keys): Promise<OtherKey | undefined> {
  const other = await otherMasterKey(db, keys);
  if (other !== undefined) return other;
  const id = keyId(keys);
  const check = seal(keys.wrapping, PLACE, id);
  const noted = await db.query('insert into master_key (id, check_value) values ($1, $2) on conflict do nothing', [
    id,
    check,
  ]);
  // Two processes with two keys at once: the noted one is right.
  return noted.rowCount === 1 ? undefined : otherMasterKey(db, keys);
}

function opens(keys: Keys, check: Buffer): boolean {
  try {
    unseal(keys.wrapping, PLACE, check);
    return true;
  } catch {
    return false;
  }
}
