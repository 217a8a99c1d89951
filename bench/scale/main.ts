/**
 * `npm run bench:scale`: what every list, search, counter and lateness question costs with so many cases stored
 * (`--cases`, of which `--open` are open), beside an almost empty database in the same run, and what it costs to
 * register a case and act on it; last, how much of the database all of this touches. Fails where a question reads a
 * large table from end to end, looks at far more rows than it shows, or is slow.
 */

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PackRegistry } from '../../client/packRegistry.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { installedCalendars } from '../../packs/calendar/loadCalendars.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import { startPostgres } from '../../runtime/postgres/postgres.ts';
import { column, openDatabase, rows, withDatabase, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { sumLateness } from '../../store/notifications/sumLateness.ts';
import { noteCleanStop } from '../../store/repair/cleanStops.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import { writeLives } from '../../test/support/cases/writtenLives.ts';
import { databaseAt } from '../engines/databaseAt.ts';
import { keepBook } from '../figures/keepBook.ts';
import { loadNow } from '../figures/machine.ts';
import { noting, readingOf, type Asked } from './asked.ts';
import { fillWithCopies } from './copies.ts';
import { questionsOf } from './questions.ts';
import { faultsOf, spreadOf, table, type Line } from './report.ts';
import { touchedBy, type Touched } from './touched.ts';
import { costsOfWrites, type Lived } from './writes.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    open: { type: 'string', default: '50000' },
    turns: { type: 'string', default: '20' },
    folder: { type: 'string' },
  },
});
const [cases, open, turns] = [Number(values.cases), Number(values.open), Number(values.turns)];
if (![cases, open, turns].every((one) => Number.isInteger(one) && one > 0) || open > cases / 4) {
  process.stderr.write('--cases, --open and --turns take whole numbers from 1, --open a quarter of --cases at most\n');
  process.exit(1);
}

const PACKS = ['cn-statutory', 'cutover-emergency', 'office-complaints'];
const LIVES = 600;
/** Lives that are written to both databases: first those that bring into memory where new cases stand, not counted. */
const WRITTEN = { before: 300, counted: 450 };
/** Of a server whose buffers hold little, and of one that keeps all that it reads. */
const BUFFERS = { measured: '512MB', ample: '8GB' };
/** ms, and rows that the question of one page may look at. */
const MOST = { ms: 50, read: 60_000 };
const MOST_RATIO = 1.1;
/** Rows from which on nobody may read all of a table. */
const LARGE = 20_000;
const KEYS = deriveKeys(Buffer.alloc(32, 7));

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** With the lives, whether it is to be filled further or not. */
async function database(
  server: string,
  name: string,
): Promise<{ readonly db: Database; readonly packs: PackRegistry }> {
  const admin = openDatabase(server, { max: 1 });
  const known = await column(admin, 'select 1 from pg_database where datname = $1', [name]);
  if (known.length === 0) await admin.query(`create database ${name}`);
  await admin.end();
  const db = openDatabase(databaseAt(server, name), { max: 4 });
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  const folders = [join(projectRoot(), 'packs')];
  const calendars = installedCalendars(folders);
  const packs = new PackRegistry(db, 'en', calendars);
  for (const pack of packsIn(folders, calendars)) await packs.put(pack);
  if (known.length === 0) await writeLives(db, packs, KEYS, PACKS, LIVES);
  // What is to come has not fired.
  await db.query('delete from rungs where fired_at > now()');
  return { db, packs };
}

async function stored(db: Database): Promise<number> {
  const [count = 0] = await column<number>(db, 'select count(*) from cases');
  return count;
}

async function largeTables(db: Database): Promise<ReadonlySet<string>> {
  const found = await rows<{ name: string }>(
    db,
    `select relname as name from pg_class where relkind = 'r' and reltuples > ${LARGE}`,
  );
  return new Set(found.map(({ name }) => name));
}

async function questionsAmong(many: Database): ReturnType<typeof questionsOf> {
  const [middle = ''] = await column<string>(many, 'select no from copies where n = $1', [Math.round(cases * 0.6)]);
  return questionsOf(many, middle);
}

async function measured(few: Database, many: Database): Promise<readonly Line[]> {
  const large = await largeTables(many);
  const [asked, beside] = [await questionsAmong(many), await questionsOf(few, '2020')];
  const lines: Line[] = [];
  for (const [index, { name, ask, isWhole = false }] of asked.entries()) {
    const times: readonly [number[], number[]] = [[], []];
    // What comes first is read from disk, and planned for the first time.
    for (let turn = isWhole ? -1 : -2; turn < (isWhole ? 2 : turns); turn += 1)
      for (const [db, question, into] of [
        [few, beside[index]?.ask ?? ask, times[0]],
        [many, ask, times[1]],
      ] as const) {
        const started = performance.now();
        await question(db);
        if (turn >= 0) into.push(performance.now() - started);
      }
    const sent: Asked[] = [];
    await ask(noting(many, sent));
    const reading = await readingOf(many, sent, large);
    lines.push({ name, isWhole, few: spreadOf(times[0]), many: spreadOf(times[1]), reading });
    if (lines.length % 25 === 0) say(`${lines.length} of ${asked.length} questions`);
  }
  return lines;
}

/** Each question once, and lives as they are written, on the full database. */
function touchedAgain(server: string, lived: Lived): Promise<Touched> {
  return withDatabase(databaseAt(server, 'few'), { max: 4 }, (few) =>
    touchedBy(databaseAt(server, 'many'), async (many) => {
      for (const { ask } of await questionsAmong(many)) await ask(many);
      await costsOfWrites(few, many, lived, { before: 0, counted: WRITTEN.before });
    }),
  );
}

const loadBefore = loadNow();
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'redress-scale-'));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o711);
const start = (sharedBuffers: string): ReturnType<typeof startPostgres> =>
  startPostgres({ folder, password: 'bench', port: 0, sharedBuffers });
let server = await start(BUFFERS.measured);
let faults: readonly string[] = [];
try {
  const few = await database(server.url, 'few');
  const many = await database(server.url, 'many');
  let filledIn: number | undefined;
  if ((await stored(many.db)) < cases) {
    say(`${cases} cases, ${open} of them open ...`);
    filledIn = await fillWithCopies(many.db, { cases, open }, say);
  }
  for (const { db } of [few, many]) {
    await sumLateness(db);
    await noteCleanStop(db);
    await db.query('update complaints set workflow_started_at = origin where workflow_started_at is null');
  }
  say('questions ...');
  const lines = await measured(few.db, many.db);
  say('writes ...');
  const lived = { keys: KEYS, packs: many.packs, names: PACKS };
  const writes = await costsOfWrites(few.db, many.db, lived, WRITTEN);
  faults = [
    ...lines.flatMap((line) => faultsOf(line, MOST)),
    ...Object.entries(writes).flatMap(([name, times]) =>
      times > MOST_RATIO ? [`${name}: ${times} times as dear`] : [],
    ),
  ];
  process.stdout.write(`${table(lines)}\n\n`);
  say(
    `a creation costs ${writes.creations} times, an action ${writes.actions} times what it costs with an almost ` +
      'empty database',
  );
  const all = await stored(many.db);
  await few.db.end();
  await many.db.end();
  await server.stop();
  server = await start(BUFFERS.ample);
  const touched = await touchedAgain(server.url, lived);
  say(`${touched.touchedMb} of ${touched.databaseMb} MB are touched by all of this`);
  const command = `npm run bench:scale -- --cases ${cases} --open ${open} --turns ${turns}`;
  say(
    keepBook('scale', command, {
      loadBefore,
      stored: all,
      filledIn,
      writes,
      touched,
      faults,
      questions: lines,
    }),
  );
} finally {
  await server.stop();
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) say(`FAILED ${fault}`);
process.exit(faults.length === 0 ? 0 : 1);
