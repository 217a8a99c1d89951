/**
 * `npm run bench:races`: two things at once, thousands of times; exits non-zero when client, log and workflow do not
 * agree.
 */

import { parseArgs } from 'node:util';
import { openDatabase } from '../../store/database/database.ts';
import { RunningInstallation } from '../../test/support/servers/runningInstallation.ts';
import { keepBook } from '../figures/keepBook.ts';
import { seededRandom } from '../seededRandom.ts';
import { runRace, type RaceResult } from './race.ts';
import { RaceBed } from './raceBed.ts';
import { RACES } from './races.ts';

const { values } = parseArgs({
  options: {
    tries: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say('starting an installation of its own ...');
const installation = await RunningInstallation.start();
const db = openDatabase(installation.ready.database, { max: 8 });
const bed = new RaceBed(installation.ready.api, db);
const random = seededRandom(Number(values.seed));
const results: RaceResult[] = [];
for (const { race, share } of RACES.filter(
  ({ race: { name } }) => values.only === undefined || values.only.split(',').includes(name),
)) {
  const tries = Math.max(1, Math.round(Number(values.tries) * share));
  const every = Math.max(1, Math.round(tries / 10));
  const result = await runRace(race, bed, tries, random, (done) => {
    if (done % every === 0 && tries >= 100) say(`  ${race.name}: ${done} of ${tries}`);
  });
  results.push(result);
  say(
    `${result.disagreements.length === 0 ? 'ok    ' : 'FAILED'} ${race.title}: ${tries} tries; ${Object.entries(
      result.outcomes,
    )
      .map(([what, n]) => `${what} ${n}`)
      .join(', ')}; disagreements ${result.disagreements.length}`,
  );
  for (const one of result.disagreements.slice(0, 10)) say(`       ${one}`);
}
const verified = await installation.command('verify', '--locale', 'en');
say(verified.out.trim().split('\n').slice(-5).join('\n'));
await db.end();
await installation.stop();
const sound = verified.code === 0 && results.every((result) => result.disagreements.length === 0);
const command = ['npm run bench:races', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
const verify = verified.out.trim().split('\n').at(-1);
say(`kept as ${keepBook('races', command, { seed: Number(values.seed), results, verify })}`);
process.exit(sound ? 0 : 1);
