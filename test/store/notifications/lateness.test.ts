import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../store/database/database.ts';
import { readLateness, type Lateness } from '../../../store/notifications/lateness.ts';
import { latenessSpans } from '../../../store/notifications/latenessSpans.ts';
import { sumLateness } from '../../../store/notifications/sumLateness.ts';
import type { Viewer } from '../../../store/database/visible.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A day before the beginning of eight days that are past, whatever day it is. */
const START = Math.floor(Date.now() / (8 * DAY)) * 8 * DAY - 17 * DAY;
const keeper = { id: 'keeper', roles: ['keeper'] };
const anybody: Viewer = { id: 'somebody', roles: [] };

let db: Database;
const numbers: string[] = [];
beforeAll(async () => {
  db = await ladderDatabase();
  for (let n = 0; n < 4; n += 1) numbers.push((await register(db, { phone: `1390000020${n}` })).no);
  for (let n = 0; n < 400; n += 1) await fires(n, START + ((n * 37 * MINUTE) % (8 * DAY)), (n * n * 7) % 9_000);
});
afterAll(() => db.end());

/** A rung that fires so late, told half a second after. */
async function fires(n: number, due: number, late: number): Promise<void> {
  const no = numbers[n % numbers.length];
  await db.query(
    `insert into rungs (no, clock, occurrence, rung, due_at, fired_at, late_ms, suspended, coalesced, notify)
      values ($1, 'reply', $2, 'due', $3, $4, $5, $6, false, '{}')`,
    [no, n, new Date(due), new Date(due + late), late, n % 10 === 0],
  );
  await db.query(
    `insert into notifications (key, message_key, no, item, recipient, via, role, channel, message, planned_at,
      fired_at, status, delivered_at)
     values ($1, $1, $2, $3, 'p', 'holder', 'r', 'email', 'm', $4, $5, 'delivered', $6)`,
    [`${no}/${n}`, no, `reply/${n}/due`, new Date(due), new Date(due + late), new Date(due + late + 500)],
  );
}

function lateness(from = START, to = Date.now(), viewer = anybody): Promise<Lateness> {
  const moments = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return readLateness(db, { ...moments, drills: false, viewer });
}

const counted = ({ count, suspended, minMs, maxMs, delivered, worst }: Lateness): unknown => [
  [count, suspended, minMs, maxMs],
  [delivered.count, delivered.early, delivered.outstanding, delivered.maxMs],
  worst.map(({ no, occurrence, lateMs }) => [no, occurrence, lateMs]),
];

describe('how late rungs were', () => {
  it('is the same once hours are summed up, and half of them and the last hundredth to a twentieth', async () => {
    const periods = [
      [START, Date.now()],
      [START + 17 * MINUTE, START + 3 * DAY + 5 * HOUR + 11 * MINUTE],
      [START + 2 * HOUR, START + 5 * HOUR],
      [START + DAY, START + 2 * DAY],
    ] as const;
    const before = await Promise.all(periods.map(([from, to]) => lateness(from, to)));
    expect(before[0]).toMatchObject({ count: 400, suspended: 40 });
    await sumLateness(db);
    const after = await Promise.all(periods.map(([from, to]) => lateness(from, to)));
    expect(after.map(counted)).toEqual(before.map(counted));
    for (const [index, one] of after.entries())
      for (const [now, then] of [
        [one.p50Ms, before[index]?.p50Ms],
        [one.p99Ms, before[index]?.p99Ms],
        [one.delivered.p50Ms, before[index]?.delivered.p50Ms],
        [one.delivered.p99Ms, before[index]?.delivered.p99Ms],
      ] as const)
        expect(Math.abs((now ?? 0) / (then ?? 0) - 1)).toBeLessThan(0.055);
  });

  it('counts what comes later to an hour that was summed up, at once and when it is summed up again', async () => {
    await fires(1_001, START + 30 * HOUR, 70_000);
    const now = await lateness();
    expect([now.count, now.maxMs, now.delivered.count, now.worst[0]?.occurrence]).toEqual([401, 70_000, 401, 1_001]);
    await sumLateness(db);
    expect(counted(await lateness())).toEqual(counted(now));
  });

  it('counts no case for those who may not know of it, also where it was summed up before', async () => {
    const hidden = (await db.query('select from rungs where no = $1', [numbers[0]])).rowCount ?? 0;
    const all = await lateness();
    await db.query(`update cases set access_roles = '{keeper}' where no = $1`, [numbers[0]]);
    const shown = await lateness();
    expect([shown.count, shown.delivered.count]).toEqual([all.count - hidden, all.delivered.count - hidden]);
    expect(shown.worst.some(({ no }) => no === numbers[0])).toBe(false);
    await sumLateness(db);
    expect(counted(await lateness())).toEqual(counted(shown));
    expect((await lateness(START, Date.now(), keeper)).count).toBe(all.count);
  });

  it('is read row by row only where nothing is summed up', () => {
    const start = 800 * DAY;
    const summed = [start, start + 11 * DAY] as const;
    const stale = [start + 26 * HOUR];
    expect(latenessSpans([start + MINUTE, start + 3 * DAY + MINUTE], summed, stale)).toEqual({
      sums: [
        ...Array.from({ length: 47 }, (_, n) => [start + (n + 1) * HOUR, 1]).filter(([at]) => at !== stale[0]),
        [start + 2 * DAY, 24],
      ],
      rest: [
        [start + MINUTE, start + HOUR],
        [start + 26 * HOUR, start + 27 * HOUR],
        [start + 3 * DAY, start + 3 * DAY + MINUTE],
      ],
      within: [start + HOUR, start + 3 * DAY],
    });
    expect(latenessSpans([start, start + 9 * DAY], summed, []).sums).toEqual([
      [start, 192],
      [start + 8 * DAY, 24],
    ]);
    expect(latenessSpans([START, START + DAY], undefined, []).rest).toEqual([[START, START + DAY]]);
  });
});
