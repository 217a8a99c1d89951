import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../config/projectRoot.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { isAlive, stopProcess } from '../../runtime/machine/processes.ts';
import { loadSecrets } from '../../runtime/machine/secrets.ts';
import { openDatabase, row, type Database } from '../../store/database/database.ts';
import { commit } from '../figures/machine.ts';
import { Administrator, planAttacks } from './administrator.ts';
import { auditCases } from './audit/audit.ts';
import { auditMessages } from './audit/auditMessages.ts';
import { auditRows } from './audit/auditRows.ts';
import { auditStops } from './audit/auditStops.ts';
import { Books, type ReceivedMessage } from './books.ts';
import { CarefulClient, runName } from './carefulClient.ts';
import { untilDrained } from './drained.ts';
import { Faults } from './faults.ts';
import { startKillBed, type KillBed } from './killBed.ts';
import { Killer } from './killer.ts';
import { OptionError, type Options } from './options.ts';
import { REHEARSED, rehearsal } from './rehearsal.ts';
import { countFaults, countKills, machine, quantile, versions, type Result } from './report.ts';
import { Sinks } from './sinks.ts';
import { planStrokes } from './strokes.ts';

type Say = (text: string) => void;

const PROGRESS_MS = 5_000;
/** These are told by webhook beside their mail. */
const BY_WEBHOOK = ['branch-leader', 'branch-group-2', 'province-shift-lead'];

/** One run: opens, acts, kills, waits until nothing is under way, and compares. */
export async function runLedger(options: Options, folder: string, say: Say): Promise<Result> {
  const started = Date.now();
  const books = new Books(folder);
  const { cases, kills, resets, terminates, every, speed, seed, server, parts, packs } = options;
  const run = runName(folder, seed);
  books.keepOptions({ cases, kills, resets, terminates, speed, seed, server, parts, packs });
  const home = join(folder, 'installation');
  const servers = join(folder, 'servers');
  if (
    server === 'postgres' &&
    books.clients().length > 0 &&
    !existsSync(join(servers, 'postgres', 'data', 'PG_VERSION'))
  )
    throw new OptionError(`--resume: the servers under ${servers} are gone, and the cases with them; begin a new run`);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  await endEarlierRun(home);
  const sinks = await Sinks.start(books.messagesFile, loadSecrets(home).webhookSecret);
  const bed = await startKillBed({ kind: server, home, servers, env: { REDRESS_DRILL_SMTP_URL: sinks.smtpUrl }, say });
  stopWith(bed, say);
  const db = openDatabase(bed.ready.database, { max: 6 });
  const connection = Connection.lazy({ address: bed.ready.temporal });
  const temporal = new Client({ connection, namespace: bed.ready.namespace });
  try {
    await db.query('update people set webhook = $1 where id = any($2)', [sinks.webhookUrl, BY_WEBHOOK]);
    const faults = new Faults();
    const strokes = planStrokes(seed, kills, parts);
    const killer = new Killer({ bed, server, sinks, books });
    const client = new CarefulClient({ api: bed.ready.api, speed, books, run });
    const progress = setInterval(() => say(progressLine(client, books, options)), PROGRESS_MS);
    const lives = openAll(client, options);
    const attacks = planAttacks(seed, resets, terminates, kills * every * 1_000);
    const administrator = new Administrator(db, temporal, books, seed);
    await Promise.all([lives, strikeAll(killer, strokes, options, books, client), administrator.attackAll(attacks)]);
    say(
      `everything was asked and ${strokes.length} kills and ${attacks.length} attacks are done; waiting until ` +
        `nothing is under way`,
    );
    const open = await untilDrained(db, enginesOf(rules()), books.messagesFile);
    clearInterval(progress);
    if (Object.values(open).some((count) => count > 0))
      faults.add('missed', '-', `still under way after a quarter of an hour: ${JSON.stringify(open)}`);
    for (const detail of killer.halfDone) faults.add('halfDone', '-', detail);
    say('comparing the four books');
    const measured = await compare(bed, db, temporal, options, books, faults);
    const planned = new Set(strokes.filter((stroke) => stroke.aim !== undefined).map((stroke) => stroke.name));
    // Where it was kept on this machine is nobody's business.
    const { books: _books, results: _results, ...kept } = options;
    return {
      options: kept,
      at: new Date(started).toISOString(),
      commit: commit(),
      machine: machine(),
      actions: { done: client.progress.acted, refused: client.progress.refused },
      acknowledged: client.progress.opened,
      faults: countFaults(faults),
      details: faults.all,
      attacks: { resets, terminates },
      kills: countKills(books.strokes(), (name) => planned.has(name)),
      nextRungMs: nextRung(books),
      seconds: Math.round((Date.now() - started) / 1000),
      ...measured,
    };
  } finally {
    sinks.stop();
    await connection.close();
    await db.end().catch(() => {});
    await bed.stop();
  }
}

/** Broken off, by its user or by a fault of its own: the servers end in order, the books stay. */
function stopWith(bed: KillBed, say: Say): void {
  const stop = async (code: number): Promise<void> => {
    await bed.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(130));
  process.once('uncaughtException', (fault) => {
    say(fault.message);
    void stop(2);
  });
}

type Rules = ReadonlyMap<string, AuthoredPack>;

function rules(): Rules {
  return new Map(
    loadPacks(join(projectRoot(), 'packs')).flatMap(({ pack }) =>
      REHEARSED.includes(pack.id) ? [[pack.id, pack] as const] : [],
    ),
  );
}

function enginesOf(packs: Rules): ReadonlyMap<string, EnginePack> {
  return new Map([...packs].map(([id, authored]) => [id, resolveEngine(authored, 'zh')]));
}

/** A run that was killed itself leaves its supervisor behind. */
async function endEarlierRun(home: string): Promise<void> {
  const lock = join(home, 'up.lock');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (pid > 0 && isAlive(pid)) await stopProcess(pid, 'SIGTERM', 60_000);
  rmSync(join(home, 'ready.json'), { force: true });
}

/**
 * Opens the cases at a steady rate and lives each to its end; those that an earlier run had asked for go on at once.
 */
async function openAll(client: CarefulClient, options: Options): Promise<void> {
  const already = client.progress.asked;
  const started = Date.now();
  const lives: Promise<void>[] = [];
  for (let index = 0; index < options.cases; index += 1) {
    if (index >= already) await sleep(started + ((index - already) * 1_000) / options.rate - Date.now());
    lives.push(client.live(rehearsal(options, index)));
  }
  await Promise.all(lives);
}

async function strikeAll(
  killer: Killer,
  strokes: ReturnType<typeof planStrokes>,
  options: Options,
  books: Books,
  client: CarefulClient,
): Promise<void> {
  const done = books.strokes().length;
  const started = Date.now();
  for (const [index, stroke] of strokes.entries()) {
    if (index < done) continue;
    await sleep(started + (index - done + 1) * options.every * 1_000 - Date.now());
    // The last kill comes when every case is open and many are still under way.
    while (index === strokes.length - 1 && client.progress.opened < options.cases) await sleep(200);
    await killer.strike(index, stroke);
  }
  await killer.untilUp(options.parts.filter((part) => strokes.some((stroke) => stroke.parts.includes(part))));
}

async function compare(
  bed: KillBed,
  db: Database,
  client: Client,
  options: Options,
  books: Books,
  faults: Faults,
): Promise<Pick<Result, 'created' | 'received' | 'latenessMs' | 'superseded' | 'verify' | 'versions'>> {
  const packs = rules();
  const cases = await auditCases(
    { db, client, packs: enginesOf(packs), rehearsing: options, clients: books.clients(), folder: books.folder },
    faults,
  );
  await auditStops(db, books, faults);
  const received = await auditMessages(
    {
      db,
      roles: new Map([...packs].map(([id, { roles }]) => [id, roles as never])),
      cases,
      messages: books.messages(),
    },
    faults,
  );
  const verify = await bed.command('verify', '--locale', 'en');
  const said = verify.out.trim().split('\n');
  if (verify.code !== 0)
    for (const line of said) faults.add('differing', line.split(':')[0] ?? '-', `redress verify: ${line}`);
  await auditRows(db, faults);
  const { lateness, effects, repeats } = received;
  const counted = await row<{ created: number; aside: number; version: string }>(
    db,
    `select (select count(*) from complaints) as created, (select count(*) from superseded_events) as aside,
      current_setting('server_version') as version`,
  );
  return {
    created: counted?.created ?? 0,
    superseded: counted?.aside ?? 0,
    received: { effects, repeats },
    latenessMs: { p50: quantile(lateness, 0.5), p99: quantile(lateness, 0.99), worst: lateness.at(-1) ?? 0 },
    verify: said.at(-1) ?? '',
    versions: versions(counted?.version ?? 'unknown', options.server),
  };
}

/** From the last kill to the first thing that a receiver was told for the first time after it. */
function nextRung(books: Books): number | null {
  const last = books.strokes().at(-1)?.at ?? 0;
  const seen = new Set<string>();
  const isNew = (message: ReceivedMessage): boolean => {
    const first = !seen.has(message.key);
    seen.add(message.key);
    return first && message.at > last;
  };
  const found = books.messages().find(isNew);
  return found === undefined ? null : found.at - last;
}

function progressLine(client: CarefulClient, books: Books, options: Options): string {
  const { asked, opened, acted, refused } = client.progress;
  const strokes = books.strokes();
  const last = strokes.at(-1);
  const stroke = last === undefined ? '' : ` (last: ${last.name}${last.met ? '' : ', moment missed'})`;
  return [
    `asked ${asked}/${options.cases}`,
    `acknowledged ${opened}`,
    `actions ${acted} (${refused} refused)`,
    `attacks ${books.attacks().length}/${options.resets + options.terminates}`,
    `kills ${strokes.length}/${options.kills}${stroke}`,
    `told ${books.countMessages()}`,
  ].join(', ');
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
