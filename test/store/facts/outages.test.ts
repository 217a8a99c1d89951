import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ladderDatabase } from '../../support/cases/registeredCase.ts';
import { rows, type Database } from '../../../store/database/database.ts';
import { notePresence } from '../../../store/facts/outages.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());
beforeEach(async () => {
  await db.query('truncate outages, last_presence');
});

const lastSeen = (ago: string): Promise<unknown> =>
  db.query('insert into last_presence (at) values (now() - $1::interval)', [ago]);
const seconds = async (): Promise<readonly number[]> =>
  (await rows<{ s: number }>(db, 'select round(extract(epoch from to_at - from_at))::int as s from outages')).map(
    ({ s }) => s,
  );

describe('an interval without a worker', () => {
  it('is noted by the worker that comes next, once', async () => {
    await lastSeen('90 seconds');
    await notePresence(db);
    await notePresence(db);
    expect(await seconds()).toEqual([90]);
  });

  it('is noted once by workers that come at the same moment', async () => {
    await lastSeen('1 hour');
    await Promise.all(Array.from({ length: 8 }, () => notePresence(db)));
    expect(await seconds()).toEqual([3600]);
  });

  it('of less than a minute is none', async () => {
    await lastSeen('50 seconds');
    await notePresence(db);
    expect(await seconds()).toEqual([]);
  });

  it('is not known before the first worker ever', async () => {
    await notePresence(db);
    expect(await seconds()).toEqual([]);
  });
});
