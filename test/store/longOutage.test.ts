import { afterAll, beforeAll, expect, it } from 'vitest';
import { lapse } from '../../domain/lapse.ts';
import type { Database } from '../../store/database.ts';
import { readLateness } from '../../store/lateness.ts';
import { recordEvents } from '../../store/recordEvents.ts';
import { ladderDatabase, register } from '../support/registeredCase.ts';
import { ladderPack } from '../support/ladderPack.ts';
import { BASE, HOUR, T0 } from '../support/specification.ts';

const DAY = 24 * HOUR;

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

it('what lapsed during forty days without an engine is recorded, and says how late it is', async () => {
  const { no, state } = await register(db);
  const lapsed = lapse(ladderPack, state, T0 + 40 * DAY, BASE);
  await recordEvents(db, no, BASE, lapsed.events);
  const late = await readLateness(db, { from: new Date(T0).toISOString(), to: new Date(T0 + DAY).toISOString(), drills: false, viewer: { id: 'local', roles: [] } });
  expect([late.count, late.maxMs, late.early]).toEqual([lapsed.events.filter((event) => event.type === 'RungFired').length, 40 * DAY - HOUR, 0]);
});

it('a rung that fired before its moment would be counted as early', async () => {
  const from = T0 + 400 * DAY;
  const { no } = await register(db, { phone: '13900000078' });
  await db.query(
    `insert into rungs (no, clock, occurrence, rung, due_at, fired_at, late_ms, suspended, coalesced, notify) values ($1, 'reply', 1, 'due', $2, $3, -5, false, false, '{}')`,
    [no, new Date(from + 5), new Date(from)],
  );
  const late = await readLateness(db, { from: new Date(from).toISOString(), to: new Date(from + DAY).toISOString(), drills: false, viewer: { id: 'local', roles: [] } });
  expect([late.count, late.early, late.minMs]).toEqual([1, 1, -5]);
});
