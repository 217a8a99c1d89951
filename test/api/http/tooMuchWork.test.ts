import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { RulesPool } from '../../../api/thread/rulesPool.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi } from '../../support/cases/testApi.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const source = readFileSync('packs/cutover-emergency.yaml', 'utf8');
/** Within every limit of size, and much to say about. */
const HARD = `"${'\\x'.repeat(490_000)}"`;
const SETTINGS = { databaseUrl: '', locale: 'zh', calendars: LIBRARY, folders: ['packs'] } as const;
const pools: RulesPool[] = [];
const poolOf = (limits: { readonly limitMs?: number; readonly limitMb?: number }): RulesPool => {
  const pool = new RulesPool({ ...SETTINGS, ...limits });
  pools.push(pool);
  return pool;
};
afterAll(() => Promise.all(pools.map((pool) => pool.stop())));

describe('a task that takes more than one request may have', () => {
  it('of memory is refused, and the next one has a thread of its own', async () => {
    const pool = poolOf({ limitMb: 48 });
    await expect(pool.run('check', { source: HARD, calendars: LIBRARY })).rejects.toMatchObject({
      status: 422,
      code: 'too-much-work',
    });
    const next = await pool.run('check', { source, calendars: LIBRARY });
    expect(JSON.parse(next.toString())).toMatchObject({ ok: true, faults: [] });
  });

  it('of time is refused', async () => {
    await expect(poolOf({ limitMs: 5 }).run('check', { source: HARD, calendars: LIBRARY })).rejects.toMatchObject({
      status: 422,
      code: 'too-much-work',
    });
  });
});

describe('a request whose task takes too long', () => {
  it('is told so in words, its key is free again, and the API goes on', async () => {
    const api = await startTestApi({ worker: false, rulesMs: 1 });
    const headers = { 'Idempotency-Key': 'hard', 'Accept-Language': 'en' };
    const body = { from: '2026-11-01', to: '2026-11-30', pack: { source } };
    for (const [path, asked] of [
      ['/v1/packs/check', { source }],
      ['/v1/packs/cutover-emergency/what-if', body],
      ['/v1/packs/cutover-emergency/what-if', { ...body, drills: true }],
    ] as const) {
      const { status, body: problem } = await api.post(path, asked, headers);
      expect([status, problem.code, problem.title]).toEqual([422, 'too-much-work', 'Cannot be processed']);
      expect(problem.detail).toBe('this takes more than 1 s or more memory than one request may have; ask for less');
    }
    const complaint = outletComplaint({ complainant: caller('13900000123') });
    expect((await api.post('/v1/complaints', complaint)).status).toBe(201);
    await api.stop();
  });
});
