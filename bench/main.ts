/** `npm run bench`: Redress and the minimal worker, measured in turn on the same servers. */

import { startBed } from './engines/bed.ts';
import { BenchOptionError, parseBenchOptions, type MeasurementName } from './benchOptions.ts';
import { circumstances, loadNow } from './figures/machine.ts';
import { commits } from './measure/commits.ts';
import { creations } from './measure/creations.ts';
import { histories } from './measure/histories.ts';
import { lateness } from './measure/lateness.ts';
import { latency } from './measure/latency.ts';
import { lives } from './measure/lives.ts';
import { memory } from './measure/memory.ts';
import { pressure } from './measure/pressure.ts';
import { storm } from './measure/storm.ts';
import type { Figure, Lab, Measurement } from './figures/measurement.ts';
import { minimalEngine } from './engines/minimalEngine.ts';
import { redressEngine } from './engines/redressEngine.ts';
import { keepResult, tableOf } from './figures/report.ts';

const MEASURES: Readonly<Record<MeasurementName, Measurement>> = {
  histories,
  commits,
  creations,
  lives,
  latency,
  storm,
  lateness,
  pressure,
  memory,
};

/** How a row is called that counts deadlines not told once and in time. */
const FAULTS = 'lost, early or twice';

/** The rows in which Redress lost, told early or told twice; what the minimal worker does is its own affair. */
function faulty(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter((one) => one.what.endsWith(FAULTS) && one.redress !== 0);
}

async function main(args: readonly string[]): Promise<void> {
  const options = parseBenchOptions(args);
  const loadBefore = loadNow();
  const began = Date.now();
  const say = (text: string): void =>
    void process.stderr.write(`[${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s] ${text}\n`);
  const bed = await startBed(options.server, say);
  try {
    const about = await circumstances(bed.client, bed.db, args, loadBefore, options.server);
    const engines = { redress: redressEngine(bed.api, bed.client), minimal: minimalEngine(bed.client) };
    const lab: Lab = {
      bed,
      engines,
      quick: options.quick,
      say,
      livesPerSecond: { redress: undefined, minimal: undefined },
      open: options.open,
      lapses: options.lapses,
      storm: options.storm,
    };
    const figures: Figure[] = [];
    for (const name of options.only) {
      say(`${name} ...`);
      figures.push(...(await MEASURES[name](lab)));
    }
    process.stdout.write(`\n${tableOf(about, figures)}\n`);
    say(`kept in ${keepResult(about, figures)}`);
    for (const { what, redress } of faulty(figures)) {
      say(`FAILED ${what}: ${redress} of Redress, must be 0`);
      process.exitCode = 1;
    }
  } finally {
    await bed.stop();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `${error instanceof BenchOptionError ? error.message : `the bench failed: ${(error as Error).stack}`}\n`,
  );
  process.exitCode = 1;
}
