import type { Environment } from '../../config/environment.ts';
import { knownSecrets } from '../../runtime/machine/secrets.ts';
import type { Queryable } from '../../store/database/database.ts';
import { otherMasterKey } from '../../store/vault/masterKey.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import type { DoctorWords } from './doctorWords.ts';
import type { Finding } from './finding.ts';

/**
 * Is the master key of this installation the one that its database is sealed with? Nothing is said where no key is
 * known.
 */
export async function keyFinding(env: Environment, db: Queryable, w: DoctorWords): Promise<readonly Finding[]> {
  const kept = knownSecrets(env.dataFolder)?.masterKey;
  const master = env.REDRESS_MASTER_KEY ?? (kept === undefined ? undefined : Buffer.from(kept, 'base64'));
  if (master === undefined) return [];
  const other = await otherMasterKey(db, deriveKeys(master));
  return [
    other === undefined
      ? { part: 'master key', ok: true, detail: w.rightKey }
      : { part: 'master key', ok: false, detail: w.otherKey(other.held, other.given), mend: w.giveRightKey },
  ];
}
