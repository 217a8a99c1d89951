/**
 * `npm run bench:year`: what the figures of a year cost. `--cases` in the year that is asked for, of `--packs` in equal
 * parts, and the same number in each of `--years`; beside it what they cost with the few hundred lives alone, in the same
 * run. With `--folder` the database is kept there, and used again.
 */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figureContext } from '../../client/figureContext.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { installedCalendars } from '../../packs/calendar/loadCalendars.ts';
import { booksIn } from '../../packs/figure/booksIn.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import { startPostgres } from '../../runtime/postgres/postgres.ts';
import { openDatabase, row, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { keepBook } from '../figures/keepBook.ts';
import { loadNow } from '../figures/machine.ts';
import { copyLives } from './copies.ts';
import { fillLives } from './lives.ts';
import { measureFigures, measureReport } from './measure.ts';
import { fillRegisters } from './registers.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    years: { type: 'string', default: '1' },
    lives: { type: 'string', default: '400' },
    packs: { type: 'string', default: 'cutover-emergency' },
    folder: { type: 'string' },
  },
});
const [cases, years, lives] = [Number(values.cases), Number(values.years), Number(values.lives)];
const filled = values.packs.split(',');
if (![cases, years, lives].every((one) => Number.isInteger(one) && one > 0) || cases < lives * filled.length) {
  process.stderr.write(
    '--cases, --years and --lives take whole numbers, --cases at least as many as there are lives\n',
  );
  process.exit(1);
}
const NOW = Date.parse('2027-03-01T00:00:00Z');
const started = performance.now();
const say = (text: string): void =>
  void process.stderr.write(`[${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s] ${text}\n`);

async function registryOf(db: Database): Promise<PackRegistry> {
  const folders = [join(projectRoot(), 'packs')];
  const calendars = installedCalendars(folders);
  const authored = packsIn(folders, calendars);
  const packs = new PackRegistry(db, 'en', calendars);
  for (const pack of authored) await packs.put(pack);
  for (const book of booksIn(folders, authored, () => {})) await packs.putBook(book);
  return packs;
}

const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'redress-year-'));
const again = existsSync(join(folder, 'data'));
const server = await startPostgres({ folder, password: 'bench', port: 0, sharedBuffers: '1GB' });
const db = openDatabase(server.url, { max: 10 });
const loadBefore = loadNow();
try {
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  const packs = await registryOf(db);
  const measured = async (): Promise<Record<string, Awaited<ReturnType<typeof measureFigures>>>> => {
    const found: Record<string, Awaited<ReturnType<typeof measureFigures>>> = {};
    for (const pack of filled) found[pack] = await measureFigures(figureContext(db, packs, pack, NOW), server.pid);
    return found;
  };
  let few: Awaited<ReturnType<typeof measured>> | undefined;
  if (!again) {
    say(`${lives} lives of each pack ...`);
    for (const [index, pack] of filled.entries()) {
      const engine = packs.find(pack)?.engine;
      if (engine === undefined) throw new Error(`there is no pack ${pack}`);
      await fillLives(db, engine, lives, String(index));
    }
    few = await measured();
    say(`${cases} cases a year, ${years} year(s) ...`);
    await copyLives(db, { lives: lives * filled.length, cases, years }, say);
    await fillRegisters(db);
  }
  const stored = await row(
    db,
    `select (select count(*) from fact_cases) as cases, (select count(*) from fact_cases_before) as versions,
      (select count(*) from clocks) as clocks, pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  say(`stored: ${JSON.stringify(stored)}`);
  const many = await measured();
  for (const [pack, { figures, whole }] of Object.entries(many)) {
    const slowest = Object.entries(figures).sort(([, a], [, b]) => b.ms - a.ms);
    for (const [id, { ms, coreMs }] of slowest.slice(0, 8)) say(`${id}: ${ms} ms, ${coreMs} core-ms`);
    say(`${pack}, all ${slowest.length} figures: ${whole.ms} ms, ${whole.coreMs} core-ms`);
  }
  const report = await measureReport(db, packs, NOW);
  say(`report: ${JSON.stringify(report)}`);
  const command = `npm run bench:year -- --cases ${cases} --years ${years} --packs ${values.packs}`;
  say(keepBook('year', command, { loadBefore, stored, few, many, report }));
} finally {
  await db.end();
  await server.stop();
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
