#!/usr/bin/env node
/**
 * The same deadlines kept in several ways at once, all on one PostgreSQL and told to one sink; killed ten times each.
 * `--quick`, `--seed <n>`.
 * Exits with 1 when Redress itself breaks its promise.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { account } from './account.mjs';
import { CpuBook, backends } from './cpu.mjs';
import { startPostgres } from './embeddedPostgres.mjs';
import { PeerProcess } from './peerProcess.mjs';
import { expireActiveJobs, openJobs } from './pgBossClock.mjs';
import { RedressPeer } from './redressPeer.mjs';
import { circumstances, page } from './report.mjs';
import { makeDeadlines, seeded } from './seeded.mjs';
import { SinkProcess } from './sinkProcess.mjs';

/**
 * @typedef {{ readonly id: string, readonly title: string, readonly every: number, readonly factor: number, readonly
 * aimable: boolean, readonly process: PeerProcess | RedressPeer, killed: number, aimed: number }} Peer
 */

const FIVE_MINUTES = 300_000;
const SCALED_BY = 30;
const PG_BOSS_DEFAULT_TAKES_EVERY = 6;
const PER_SECOND = 1.5;
const TAKE_ON_MS = 35_000;
const BETWEEN_KILLS_MS = 14_000;
/** What is due in the quiet part is told before the first kill, also by the scaled scan. */
const SETTLE_MS = 10_000;
/** How long an aimed kill waits for a notification to aim at. */
const AIM_MS = 11_000;
/** pg-boss looks for expired jobs once a minute. */
const DRAIN_MS = 95_000;
const LOOK_MS = 200;
/** The database that a peer's backends serve. */
const DATABASE_OF = {
  'scan-real': 'scan_real',
  'scan-scaled': 'scan_scaled',
  'pgboss-defaults': 'pgboss',
  'pgboss-batch': 'pgboss_batch',
  dbos: 'dbos',
  redress: 'redress',
};

const { seed, quick } = readArguments();
const plan = quick ? { quietMs: 24_000, kills: 2 } : { quietMs: 80_000, kills: 10 };
const windowMs = plan.quietMs + SETTLE_MS + plan.kills * BETWEEN_KILLS_MS;
const say = (/** @type {string} */ text) =>
  process.stderr.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'redress-peers-'));
/** @type {(() => unknown)[]} */
const stops = [];
let stopped = false;

async function stopAll() {
  if (stopped) return;
  stopped = true;
  for (const stop of stops.toReversed()) await Promise.resolve(stop()).catch(() => {});
  rmSync(folder, { recursive: true, force: true });
}
function readArguments() {
  try {
    const { values } = parseArgs({
      options: { seed: { type: 'string', default: '1' }, quick: { type: 'boolean', default: false } },
    });
    const number = Number(values.seed);
    if (!Number.isSafeInteger(number) || number < 0) throw new Error('--seed takes a whole number from 0');
    if (process.platform !== 'linux') throw new Error('CPU is read from /proc; run it on Linux');
    return { seed: number, quick: values.quick };
  } catch (error) {
    process.stderr.write(`bench:peers: ${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}

async function main() {
  say('starting PostgreSQL, the sink and Redress ...');
  const sink = new SinkProcess();
  stops.push(() => sink.stop());
  await sink.start();
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), password: 'peers', port: 0 });
  stops.push(postgres.stop);
  const databases = ['scan_real', 'scan_scaled', 'pgboss', 'pgboss_batch', 'dbos'];
  await query(
    postgres.url,
    databases.map((name) => `create database ${name}`),
  );
  const urlOf = (/** @type {string} */ name) => postgres.url.replace(/\/[^/]*$/, `/${name}`);
  const redress = new RedressPeer({ folder: join(folder, 'redress'), databaseUrl: postgres.url });
  stops.push(() => redress.stop());
  await redress.start();

  const from = Date.now() + TAKE_ON_MS;
  const killsFrom = from + plan.quietMs;
  const deadlines = makeDeadlines({ seed, from, forMs: windowMs, perSecond: PER_SECOND });
  const peers = peersOf({ from, urlOf, sinkUrl: sink.url, deadlines, redress });
  say(`${deadlines.length} deadlines, taken on by ${peers.length} peers ...`);
  for (const peer of peers) if (peer.process instanceof PeerProcess) stops.push(() => peer.process.stop());
  await Promise.all(
    peers.map((peer) =>
      peer.process instanceof RedressPeer ? peer.process.take(deadlines, sink.url) : peer.process.start(),
    ),
  );
  if (Date.now() > from)
    throw new Error(
      `taking the deadlines on took longer than ${TAKE_ON_MS / 1000} s; the machine is too busy for a fair run`,
    );
  await sleep(from - Date.now());

  say(`quiet for ${plan.quietMs / 1000} s ...`);
  const cpu = await watchCpu(peers, postgres.pid, killsFrom);
  say(`${plan.kills} kills of each peer ...`);
  const random = seeded(seed + 1);
  await Promise.all(
    peers.map((peer, index) =>
      killAgainAndAgain(peer, sink, killsFrom + SETTLE_MS + (index / peers.length) * BETWEEN_KILLS_MS, random),
    ),
  );
  await sleep(Math.max(0, from + windowMs + AIM_MS - Date.now()));

  say('waiting for what is outstanding ...');
  const bossDatabases = { 'pgboss-defaults': urlOf('pgboss'), 'pgboss-batch': urlOf('pgboss_batch') };
  const movedAt = Date.now();
  /** @type {Record<string, Map<string, number>>} */
  const moved = {};
  for (const [id, url] of Object.entries(bossDatabases)) moved[id] = await expireActiveJobs(url);
  const realSweep = quick ? 0 : sweepAt(from) + 5_000;
  while (Date.now() < movedAt + DRAIN_MS) {
    const open = await Promise.all(Object.values(bossDatabases).map(openJobs));
    if (open.every((number) => number === 0) && Date.now() > Math.max(realSweep, movedAt + 30_000)) break;
    await sleep(1_000);
  }

  const arrivals = await sink.arrivals();
  const result = {
    startedAt: new Date(from).toISOString(),
    arguments: process.argv.slice(2).join(' '),
    seed,
    quietSeconds: plan.quietMs / 1000,
    killSeconds: (windowMs - plan.quietMs) / 1000,
    perSecond: PER_SECOND,
    circumstances: circumstances((await query(postgres.url, ['select version()']))[0].version.split(' on ')[0]),
    peers: peers.map((peer) =>
      figures(peer, { deadlines, arrivals, killsFrom, movedAt, moved: moved[peer.id] ?? new Map(), cpu }),
    ),
    wallSeconds: Math.round((Date.now() - began) / 1000),
  };
  const text = page(result);
  process.stdout.write(`${text}\n`);
  if (!quick) keep(result, text);
  for (const fault of result.peers.flatMap(faultsOfRedress)) {
    say(`FAILED Redress: ${fault}`);
    process.exitCode = 1;
  }
}

/**
 * What Redress promises and has not kept; the others are measured, not judged.
 * @param {ReturnType<typeof figures>} peer
 */
function faultsOfRedress({ id, lost, early, severalKeys }) {
  if (id !== 'redress') return [];
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(early > 0 ? [`${early} early`] : []),
    ...(severalKeys > 0 ? [`${severalKeys} told under more than one key`] : []),
  ];
}

/**
 * Deadlines that came under more than one key: a receiver that drops known keys would see them twice. Redress puts its
 * key into the body as well.
 * @param {readonly { readonly id: string, readonly key?: string }[]} told
 */
function underSeveralKeys(told) {
  /** @type {Map<string, Set<string | undefined>>} */
  const keys = new Map();
  for (const { id, key } of told) keys.set(id, (keys.get(id) ?? new Set()).add(key));
  return [...keys.values()].filter((known) => known.size > 1).length;
}

/**
 * @param {number} from the one sweep of the real five-minute scan: half a period after the middle of the window, so
 * that its median is the usual one
 */
function sweepAt(from) {
  return from + windowMs / 2 + FIVE_MINUTES / 2;
}

/**
 * @param {{ readonly from: number, readonly urlOf: (name: string) => string, readonly sinkUrl: string, readonly
 * deadlines: readonly { readonly id: string, readonly due: number }[], readonly redress: RedressPeer }} context
 * @returns {Peer[]}
 */
function peersOf({ from, urlOf, sinkUrl, deadlines, redress }) {
  /**
   * @param {{ id: string, title: string, script: string, database: string, env?: Record<string, string>, every?:
   * number, factor?: number, aimable?: boolean }} options
   */
  const peer = ({ id, title, script, database, env = {}, every = 1, factor = 1, aimable = true }) => {
    const file = join(folder, `${id}.json`);
    writeFileSync(file, JSON.stringify(deadlines.filter((_, index) => index % every === 0)));
    const settings = {
      id,
      script,
      env: { DATABASE_URL: urlOf(database), SINK_URL: sinkUrl, DEADLINES: file, ...env },
      logFile: join(folder, `${id}.log`),
    };
    return { id, title, every, factor, aimable, process: new PeerProcess(settings), killed: 0, aimed: 0 };
  };
  const scan = (/** @type {number} */ period) => ({
    SCAN_PERIOD_MS: String(period),
    SCAN_PHASE_MS: String(sweepAt(from)),
  });
  const real = peer({
    id: 'scan-real',
    title: 'scan every 5 min',
    script: 'scan.mjs',
    database: 'scan_real',
    env: scan(FIVE_MINUTES),
    aimable: false,
  });
  return [
    ...(quick ? [] : [real]),
    peer({
      id: 'scan-scaled',
      title: `the same scan every ${FIVE_MINUTES / SCALED_BY / 1000} s`,
      script: 'scan.mjs',
      database: 'scan_scaled',
      env: scan(FIVE_MINUTES / SCALED_BY),
      factor: SCALED_BY,
    }),
    peer({
      id: 'pgboss-defaults',
      title: 'pg-boss, defaults',
      script: 'pgBoss.mjs',
      database: 'pgboss',
      every: PG_BOSS_DEFAULT_TAKES_EVERY,
    }),
    peer({
      id: 'pgboss-batch',
      title: 'pg-boss, batchSize 20',
      script: 'pgBoss.mjs',
      database: 'pgboss_batch',
      env: { BATCH_SIZE: '20' },
    }),
    peer({ id: 'dbos', title: 'DBOS Transact, sleep + step', script: 'dbos.mjs', database: 'dbos' }),
    { id: 'redress', title: 'Redress', every: 1, factor: 1, aimable: true, process: redress, killed: 0, aimed: 0 },
  ];
}

/**
 * @param {readonly Peer[]} peers
 * @param {number} postmaster
 * @param {number} until epoch ms
 * @returns {Promise<Record<string, number>>} core-milliseconds by `peer/part`
 */
async function watchCpu(peers, postmaster, until) {
  const book = new CpuBook();
  const look = () => {
    const byDatabase = backends(postmaster);
    const groups = new Map([['shared/postgres', [postmaster, ...(byDatabase.get('') ?? [])]]]);
    for (const { id, process: part } of peers) {
      for (const [name, pids] of Object.entries(part.pids())) groups.set(`${id}/${name}`, pids);
      groups.set(`${id}/postgres`, byDatabase.get(DATABASE_OF[/** @type {keyof typeof DATABASE_OF} */ (id)]) ?? []);
    }
    book.look(groups);
  };
  look();
  book.begin();
  while (Date.now() < until) {
    await sleep(LOOK_MS);
    look();
  }
  return book.used();
}

/**
 * @param {Peer} peer
 * @param {SinkProcess} sink
 * @param {number} from epoch ms
 * @param {() => number} random
 */
async function killAgainAndAgain(peer, sink, from, random) {
  for (let done = 0; done < plan.kills; done += 1) {
    const aimed = peer.aimable && done % 2 === 0;
    const slot = from + done * BETWEEN_KILLS_MS;
    await sleep(Math.max(0, slot + (aimed ? 0 : random() * 4_000) - Date.now()));
    if (aimed && (await sink.holdNext(peer.id, AIM_MS))) peer.aimed += 1;
    await peer.process.kill();
    peer.killed += 1;
  }
}

/**
 * @param {Peer} peer
 * @param {{ readonly deadlines: readonly { readonly id: string, readonly due: number }[], readonly arrivals: readonly
 * import('./sinkProcess.mjs').Arrival[], readonly killsFrom: number, readonly movedAt: number, readonly moved:
 * ReadonlyMap<string, number>, readonly cpu: Record<string, number> }} run
 */
function figures(
  { id, title, every, factor, aimable, process: part, killed, aimed },
  { deadlines, arrivals, killsFrom, movedAt, moved, cpu },
) {
  const redress = part instanceof RedressPeer ? part : undefined;
  const own =
    redress === undefined
      ? deadlines.filter((_, index) => index % every === 0)
      : deadlines.map((one) => ({ id: one.id, due: redress.due.get(one.id) ?? one.due }));
  const told = arrivals
    .filter((one) => one.peer === id)
    .flatMap(({ at, body }) => {
      const deadline = redress === undefined ? body.id : redress.deadlineOf(body);
      return deadline === undefined ? [] : [{ id: deadline, at, key: body.data?.key }];
    });
  const counted = account({ deadlines: own, told, killsFrom, movedBy: moved, movedAt });
  const quietOnes = own.filter((one) => one.due < killsFrom).length;
  const perDeadline = (/** @type {string} */ group) => (cpu[`${id}/${group}`] ?? 0) / quietOnes;
  return {
    id,
    title,
    every,
    factor,
    oneSweep: !aimable,
    killed,
    aimed,
    movedJobs: moved.size,
    ...counted,
    severalKeys: underSeveralKeys(told),
    cpuPerDeadline: { own: perDeadline('own'), postgres: perDeadline('postgres'), temporal: perDeadline('temporal') },
  };
}

/**
 * @param {{ readonly startedAt: string }} result
 * @param {string} text
 */
function keep(result, text) {
  const target = join(import.meta.dirname, '..', 'results');
  mkdirSync(target, { recursive: true });
  const name = `peers-${result.startedAt.slice(0, 16).replaceAll(':', '')}`;
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(join(target, `${name}.md`), text);
  say(`kept as bench/results/${name}.md and .json`);
}

/**
 * @param {string} url
 * @param {readonly string[]} statements
 * @returns {Promise<any[]>} rows of the last one
 */
async function query(url, statements) {
  const client = new pg.Client(url);
  await client.connect();
  /** @type {any[]} */
  let rows = [];
  for (const statement of statements) ({ rows } = await client.query(statement));
  await client.end();
  return rows;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(130)));

try {
  await main();
} catch (error) {
  process.stderr.write(`bench:peers: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stopAll();
}
