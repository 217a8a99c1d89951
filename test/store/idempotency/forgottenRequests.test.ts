import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../store/database/database.ts';
import { claimKey, forgetKeys } from '../../../store/idempotency/idempotency.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase());
});
afterAll(() => db.end());

it('keys older than the moment are forgotten, all of them and no others', async () => {
  await db.query(
    "insert into idempotency_keys (scope, key, request_hash, created_at) select 's', n::text, 'h', " +
      "'2026-01-01'::timestamptz + n * interval '1 second' from generate_series(1, 12000) n",
  );
  expect(await forgetKeys(db, Date.parse('2026-01-01T03:00:00Z'))).toBe(10_799);
  expect(await forgetKeys(db, Date.parse('2026-01-01T03:00:00Z'))).toBe(0);
  expect(await claimKey(db, { scope: 's', key: '1', hash: 'other' })).toEqual({ kind: 'new' });
  expect(await claimKey(db, { scope: 's', key: '10800', hash: 'h' })).toEqual({ kind: 'unfinished' });
});
