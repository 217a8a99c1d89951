import type { Environment } from '../../config/environment.ts';
import { knownSecrets } from '../../runtime/machine/secrets.ts';
import type { Queryable } from '../../store/database/database.ts';
import { otherMasterKey } from '../../store/vault/masterKey.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import type { Finding } from './finding.ts';

const part = 'master key';

/** No finding without a known key. */
export async function keyFinding(env: Environment, db: Queryable): Promise<readonly Finding[]> {
  const kept = knownSecrets(env.dataFolder)?.masterKey;
  const master = env.REDRESS_MASTER_KEY ?? (kept === undefined ? undefined : Buffer.from(kept, 'base64'));
  if (master === undefined) return [];
  const other = await otherMasterKey(db, deriveKeys(master));
  if (other === undefined)
    return [
      { part, ok: true, detail: { zh: '与数据库所用的一致', en: 'is the one that the database is sealed with' } },
    ];
  const { held, given } = other;
  return [
    {
      part,
      ok: false,
      detail: {
        zh: `与数据库所用的不符(数据库:${held},所给:${given})`,
        en: `is not the one that the database is sealed with (held: ${held}, given: ${given})`,
      },
      mend: {
        zh: '使用正确的主密钥:见 secrets.json 或 REDRESS_MASTER_KEY 的备份',
        en: 'give the right one: from the back-up of secrets.json or of REDRESS_MASTER_KEY',
      },
    },
  ];
}
