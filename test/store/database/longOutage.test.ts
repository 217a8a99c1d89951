import { afterAll, beforeAll, expect, it } from 'vitest';
import { lapse } from '../../../domain/decide/lapse.ts';
import type { Database } from '../../../store/database/database.ts';
import { readLateness } from '../../../store/notifications/lateness.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, HOUR, T0 } from '../../support/rules/specification.ts';

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
  const late = await readLateness(db, {
    from: new Date(T0).toISOString(),
    to: new Date(T0 + DAY).toISOString(),
    drills: false,
    viewer: { id: 'local', roles: [] },
  });
  expect([late.count, late.maxMs, late.delivered.early]).toEqual([
    lapsed.events.filter((event) => event.type === 'RungFired').length,
    40 * DAY - HOUR,
    0,
  ]);
});

it('somebody who was told before the planned moment would be counted as early', async () => {
  const planned = T0 + 400 * DAY;
  const { no } = await register(db, { phone: '13900000078' });
  await db.query(
    `insert into notifications (key, message_key, no, item, recipient, via, role, channel, message, planned_at,
      fired_at, status, delivered_at)
     values ($1, $1, $2, 'reply/1/due', 'p', 'holder', 'r', 'email', 'm', $3, $3, 'delivered', $4)`,
    [`${no}/early`, no, new Date(planned), new Date(planned - 5)],
  );
  const { delivered } = await readLateness(db, {
    from: new Date(planned).toISOString(),
    to: new Date(planned + DAY).toISOString(),
    drills: false,
    viewer: { id: 'local', roles: [] },
  });
  expect(delivered).toMatchObject({ count: 1, early: 1, maxMs: -5 });
});
