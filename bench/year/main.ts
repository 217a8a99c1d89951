/**
 * `npm run bench:year`: what every figure of a system costs with so many cases of a year stored (`--cases`), beside what
 * it costs with a few hundred in the same run. Random lives go through the rules and the store's own statement; the rest
 * are copies of their rows.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figureContext } from '../../client/figureContext.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import type { Intake } from '../../domain/case/command.ts';
import type { Actor, EventData } from '../../domain/case/event.ts';
import type { Figure } from '../../domain/figures/figure.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { installedCalendars } from '../../packs/calendar/loadCalendars.ts';
import { booksIn } from '../../packs/figure/booksIn.ts';
import { packsIn } from '../../packs/load/loadPacks.ts';
import { startPostgres } from '../../runtime/postgres/postgres.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { evaluateFigure, evaluateFigures } from '../../store/figures/evaluateFigure.ts';
import type { FigureContext } from '../../store/figures/figureContext.ts';
import { writeComplaint } from '../../store/registration/writeComplaint.ts';
import { deriveKeys } from '../../store/vault/vault.ts';
import { randomLife } from '../../test/model/randomLife.ts';
import { keepBook } from '../figures/keepBook.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    pack: { type: 'string', default: 'cutover-emergency' },
    lives: { type: 'string', default: '400' },
  },
});
const [cases, lives] = [Number(values.cases), Number(values.lives)];
if (!Number.isInteger(cases) || !Number.isInteger(lives) || lives < 1 || cases < lives) {
  process.stderr.write('--cases and --lives take whole numbers, --cases the larger one\n');
  process.exit(1);
}
/** Rows that a figure reads. */
const TABLES = [
  'complaints',
  'clocks',
  'fact_cases',
  'fact_cases_before',
  'fact_clocks_before',
  'fact_spans',
  'fact_steps',
  'fact_dispatches',
  'fact_approvals',
  'fact_links',
] as const;
/** Copies that one statement makes. */
const PORTION = 20;
/** The two months of the plan. */
const ASK = { days: { from: '2026-11-01', to: '2026-12-31' } };

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function fill(db: Database, packs: PackRegistry): Promise<void> {
  const engine = packs.find(values.pack)?.engine;
  if (engine === undefined) throw new Error(`there is no pack ${values.pack}`);
  const keys = deriveKeys(randomBytes(32));
  for (let seed = 1; seed <= lives; seed += 1) {
    const { events, base } = randomLife(engine, seed);
    const [first] = events;
    const state = evolveAll(undefined, events);
    if (first?.type !== 'CaseRegistered' || state === undefined) throw new Error('a life begins with a registration');
    await writeComplaint(db, keys, {
      no: `20261101-${String(seed).padStart(6, '0')}`,
      pack: { id: engine.id, version: engine.version, hash: engine.hash },
      base,
      customer: String(seed % 97),
      topic: first.data.category,
      intake: intakeOf(first.data, { ...first.actor, reach: true }),
      opened: { state, events },
      demand: '',
      prose: {},
      needsNoWorkflow: true,
    });
  }
}

/** As it would be read of a request: what figures read is in the events. */
function intakeOf(
  { object, channel, unit, category, fields, anonymous }: EventData['CaseRegistered'],
  actor: Actor,
): Intake {
  return { object, channel, unit, category, fields, anonymous, actor };
}

/** `times` copies of every row, under numbers of their own. */
async function copy(db: Database, times: number): Promise<void> {
  for (const table of TABLES) {
    const others = table === 'complaints' ? `, 'receipt_index', t.receipt_index || '-' || k` : '';
    for (let first = 1; first <= times; first += PORTION)
      await db.query(
        `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('no', t.no || '-' || k${others}))).*
          from ${table} t, generate_series($1::int, $2::int) as k where position('-' in substr(t.no, 10)) = 0`,
        [first, Math.min(times, first + PORTION - 1)],
      );
  }
  await db.query('vacuum analyze');
}

/** The middle of three, ms. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return Math.round(times.sort((a, b) => a - b)[1] ?? 0);
}

interface Measured {
  readonly figures: Readonly<Record<string, number>>;
  readonly whole: number;
}

async function measure(context: FigureContext, figures: readonly Figure[]): Promise<Measured> {
  const costs: Record<string, number> = {};
  for (const { id } of figures) costs[id] = await cost(() => evaluateFigure(context, id, ASK));
  return { figures: costs, whole: await cost(() => evaluateFigures(context, ASK)) };
}

const folder = mkdtempSync(join(tmpdir(), 'redress-year-'));
const server = await startPostgres({ folder, password: 'bench', port: 0 });
const db = openDatabase(server.url, { max: 4 });
try {
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  const folders = [join(projectRoot(), 'packs')];
  const calendars = installedCalendars(folders);
  const authored = packsIn(folders, calendars);
  const packs = new PackRegistry(db, 'en', calendars);
  for (const pack of authored) await packs.put(pack);
  for (const book of booksIn(folders, authored, say)) await packs.putBook(book);
  say(`${lives} lives ...`);
  await fill(db, packs);
  const context = figureContext(db, packs, values.pack, Date.parse('2027-03-01T00:00:00Z'));
  const figures = context.book.figures.filter(({ base }) => base !== true);
  const few = await measure(context, figures);
  say(`${cases} cases ...`);
  await copy(db, Math.round(cases / lives) - 1);
  const [{ count }] = (await db.query<{ count: number }>('select count(*)::int as count from fact_cases')).rows as [
    { count: number },
  ];
  const many = await measure(context, figures);
  const slowest = Object.entries(many.figures).sort(([, a], [, b]) => b - a);
  for (const [id, ms] of slowest.slice(0, 8)) say(`${id}: ${ms} ms (${few.figures[id]} ms with ${lives} cases)`);
  say(`all ${figures.length} figures: ${many.whole} ms (${few.whole} ms)`);
  const command = `npm run bench:year -- --cases ${cases} --pack ${values.pack}`;
  say(keepBook('year', command, { stored: count, few, many }));
} finally {
  await db.end();
  process.kill(server.pid, 'SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  rmSync(folder, { recursive: true, force: true });
}
