import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRace } from '../../bench/races/race.ts';
import { RaceBed } from '../../bench/races/raceBed.ts';
import { RACES } from '../../bench/races/races.ts';
import { seededRandom } from '../../bench/seededRandom.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

const TRIES = 40;

let installation: RunningInstallation;
let db: Database;
beforeAll(async () => {
  installation = await RunningInstallation.start();
  db = openDatabase(installation.ready.database, { max: 4 });
});
afterAll(async () => {
  await db.end();
  await installation.stop();
});

describe('two things at once', () => {
  it('end in one recorded outcome each, and whoever asked is told that one', { timeout: 240_000 }, async () => {
    const bed = new RaceBed(installation.ready.api, db);
    const random = seededRandom(20_261_124);
    for (const { race, share } of RACES) {
      const result = await runRace(race, bed, Math.max(1, Math.round(TRIES * share)), random);
      expect(result, race.title).toMatchObject({ disagreements: [] });
    }
    expect(await installation.command('verify', '--locale', 'en')).toMatchObject({
      code: 0,
      out: expect.stringContaining(', 0 unsound') as string,
    });
  });
});
