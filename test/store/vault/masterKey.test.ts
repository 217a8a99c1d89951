import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyFinding } from '../../../cli/doctor/keyFinding.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import type { Database } from '../../../store/database/database.ts';
import { holdMasterKey, otherMasterKey } from '../../../store/vault/masterKey.ts';
import { deriveKeys, keyId } from '../../../store/vault/vault.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const right = randomBytes(32);
const wrong = randomBytes(32);
const keys = deriveKeys(right);
const others = deriveKeys(wrong);

describe('the master key of a database', () => {
  let db: Database;
  let url: string;
  beforeAll(async () => {
    ({ db, url } = await bankDatabase());
    // The doctor looks, and notes nothing.
    expect(await otherMasterKey(db, others)).toBeUndefined();
    expect((await db.query('select 1 from master_key')).rowCount).toBe(0);
    expect(await holdMasterKey(db, keys)).toBeUndefined();
  });
  afterAll(() => db.end());

  it('is the first one that is used; any other is told from it by its id', async () => {
    expect(await otherMasterKey(db, keys)).toBeUndefined();
    expect(await otherMasterKey(db, others)).toEqual({ held: keyId(keys), given: keyId(others) });
  });

  it('is not given away by what is noted', async () => {
    const { rows } = await db.query('select * from master_key');
    expect(JSON.stringify(rows)).not.toContain(right.toString('base64'));
    expect(JSON.stringify(rows)).not.toContain(right.toString('hex'));
  });

  it('is looked at by the doctor', async () => {
    const env = (key: Buffer): ReturnType<typeof loadEnvironment> =>
      loadEnvironment({ REDRESS_DATA: '/nonexistent', REDRESS_MASTER_KEY: key.toString('base64') });
    expect(await keyFinding(env(right), db)).toMatchObject([{ part: 'master key', ok: true }]);
    expect(await keyFinding(env(wrong), db)).toMatchObject([
      {
        ok: false,
        detail: { en: expect.stringContaining(keyId(keys)) },
        mend: { zh: expect.stringContaining('主密钥') },
      },
    ]);
    expect(await keyFinding(loadEnvironment({ REDRESS_DATA: '/nonexistent' }), db)).toEqual([]);
  });

  it.each(['api', 'worker'])('keeps the %s from starting with another one, in one line', async (part) => {
    const { status, stderr } = spawnSync(process.execPath, [`dist/${part}/main.js`], {
      encoding: 'utf8',
      timeout: 30_000,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: url,
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        REDRESS_SMTP_URL: 'smtp://127.0.0.1:1',
        REDRESS_PORT: '0',
        REDRESS_MASTER_KEY: wrong.toString('base64'),
      },
    });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`held: ${keyId(keys)}, given: ${keyId(others)}`);
  });
});
