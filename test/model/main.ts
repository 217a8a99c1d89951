/**
 * `npm run bench:model`: many random lives under every pack. Says which promise breaks with which seed, and how fast
 * the rules are; exits non-zero when one breaks or they are slow.
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../config/projectRoot.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { whatIfAlone } from '../support/rules/whatIfAlone.ts';
import { recordedCase, type RecordedCase } from '../../domain/whatif/recordedCase.ts';
import { loadCalendars } from '../../packs/calendar/loadCalendars.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { keepBook } from '../../bench/figures/keepBook.ts';
import { brokenPromises } from './invariants.ts';
import { randomLife, type Life } from './randomLife.ts';

/** Lives that are held in memory at once. */
const PORTION = 500;
/**
 * Events a second and core below which the rules are too slow, and the number of lives a pack from which on a program
 * is warm enough to be judged by it.
 */
const LEAST_RATE = 50_000;
const JUDGED_FROM = 2_000;

const { values } = parseArgs({
  options: { lives: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const lives = Number(values.lives);
const firstSeed = Number(values.seed);
if (!Number.isInteger(lives) || lives < 1 || !Number.isInteger(firstSeed)) {
  process.stderr.write('--lives takes a whole number from 1, --seed a whole number\n');
  process.exit(1);
}

interface Measured {
  readonly events: number;
  readonly broken: number;
  /**
   * Events a second of one core's time, in the median portion: a case lived again, decisions, clocks, classes, folds
   * and all.
   */
  readonly rate: number;
}

/**
 * Lives from the given seed on. The speed is of the second time they are lived, so that no generator of random actions
 * is measured.
 */
function measure(pack: EnginePack): Measured {
  const sum = { events: 0, broken: 0 };
  const rates: number[] = [];
  for (let done = 0; done < lives; done += PORTION) {
    const portion = Array.from({ length: Math.min(PORTION, lives - done) }, (_, index) => ({
      seed: firstSeed + done + index,
      life: randomLife(pack, firstSeed + done + index),
    }));
    for (const { seed, life } of portion) {
      const broken = brokenPromises(life);
      for (const what of broken) process.stdout.write(`${pack.id} seed ${seed}: ${what}\n`);
      sum.broken += broken.length;
    }
    const recorded = portion.map(({ life }) => ({ life, record: recordedCase(life.events, life.base) }));
    let events = 0;
    const cpuMs = cpuOf(() => (events = livedAgain(recorded)));
    sum.events += events;
    rates.push((events / cpuMs) * 1_000);
  }
  // The first portions warm the program up, and a machine that does something else meanwhile slows one or two.
  return { ...sum, rate: Math.round(rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0) };
}

/** A life, and what people did in it as read from its log: reading is no evaluation and is done before. */
interface Recorded {
  readonly life: Life;
  readonly record: RecordedCase;
}

function livedAgain(portion: readonly Recorded[]): number {
  return portion.reduce((events, { life, record }) => {
    const again = whatIfAlone(life.pack, record, {
      base: life.base,
      until: life.now,
      knownFields: Object.keys(life.pack.fields),
    });
    return events + (again.ok ? again.value.events.length : 0);
  }, 0);
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const calendars = loadCalendars(join(projectRoot(), 'packs', 'calendars'));
const judged = lives >= JUDGED_FROM;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const results = loadPacks(join(projectRoot(), 'packs'), calendars).map(({ pack }) => {
  const found = measure(resolveEngine(pack, 'en', calendars));
  say(
    `${pack.id} ${pack.version}: ${lives} lives, ${found.events} events, ${found.broken} promises broken, ` +
      `${found.rate.toLocaleString('en')} events/s per core`,
  );
  return { pack: pack.id, version: pack.version, ...found };
});
/** Of all packs together, each with as many events as it has: the long lives of the large packs weigh most. */
const rate = Math.round(
  results.reduce((sum, one) => sum + one.events, 0) / results.reduce((sum, one) => sum + one.events / one.rate, 0),
);
const slow = judged && rate < LEAST_RATE;
say(
  `all packs: ${rate.toLocaleString('en')} events/s per ` +
    `core${slow ? `: SLOW, ${LEAST_RATE.toLocaleString('en')} is the least` : ''}`,
);
if (!judged) say(`the speed is judged from ${JUDGED_FROM.toLocaleString('en')} lives a pack on`);
const command = ['npm run bench:model', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');
const book = { lives, seed: firstSeed, leastRate: judged ? LEAST_RATE : null, rate, results };
say(`kept as ${keepBook('model', command, book)}`);
process.exitCode = slow || results.some((one) => one.broken > 0) ? 1 : 0;
