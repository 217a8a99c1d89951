/**
 * What the measurements run on: a fresh installation as `redress up` makes it, the minimal worker and the sink, each a
 * process of its own.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../config/projectRoot.ts';
import type { Ready } from '../../runtime/machine/readyFile.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { loadOrganisation } from '../../store/people/organisation.ts';
import { databaseAt } from './databaseAt.ts';
import { writeBenchPacks } from './benchPacks.ts';
import type { EngineName } from './engine.ts';
import { DESK } from './redressEngine.ts';
import { startServers, type ServerKind } from './servers.ts';

export type ProcessName = 'worker' | 'api' | 'temporal' | 'postgres';

export interface Bed {
  readonly api: string;
  readonly sink: string;
  readonly client: Client;
  /** Redress's own database; what is asked here counts among its commits. */
  readonly db: Database;
  /** Processes that an engine's work happens in; the driver is not among them. */
  readonly pids: (engine: EngineName) => Readonly<Partial<Record<ProcessName, number>>>;
  readonly stop: () => Promise<void>;
}

const HEAP_MB = 384;

/** Starts everything in a temporary folder, on servers of the given kind. */
export async function startBed(kind: ServerKind, say: (text: string) => void): Promise<Bed> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-bench-'));
  // Passable but not listable: the database server may run as another user below it.
  chmodSync(folder, 0o711);
  const children: ChildProcess[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    // Whoever uses a server ends before it.
    for (const one of children.toReversed()) await ended(one);
    for (const one of stops.toReversed()) await one().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    say(`starting servers (${kind}) and an installation ...`);
    const servers = await startServers(kind, join(folder, 'servers'), say);
    stops.push(() => servers.stop());
    const up = spawn(process.execPath, ['dist/cli/main.js', 'up', '--demo'], {
      cwd: projectRoot(),
      env: environment(folder, servers),
      stdio: ['ignore', log(folder, 'up'), log(folder, 'up')],
    });
    children.push(up);
    const ready = await readyOf(folder, up);
    const sink = child(folder, 'sink', ['dist/bench/sink.js']);
    children.push(sink.process);
    const sinkUrl = `http://127.0.0.1:${(await sink.ready).split(' ')[1]}`;
    const db = openDatabase(ready.database, { max: 2 });
    stops.push(() => db.end());
    await loadDesk(db, sinkUrl);
    const minimalDatabase = await makeMinimalDatabase(db, ready.database);
    const namespace = ready.namespace;
    const minimal = child(folder, 'minimal', [
      `--max-old-space-size=${HEAP_MB}`,
      'dist/bench/minimal/worker.js',
      ready.temporal,
      namespace,
      minimalDatabase,
      sinkUrl,
    ]);
    children.push(minimal.process);
    await minimal.ready;
    const connection = await Connection.connect({ address: ready.temporal });
    stops.push(() => connection.close());
    const pids = { postgres: servers.pid('postgres'), temporal: servers.pid('temporal') };
    const redress = { worker: partPid(folder, 'worker'), api: partPid(folder, 'api') };
    return {
      api: ready.api,
      sink: sinkUrl,
      client: new Client({ connection, namespace }),
      db,
      pids: (engine) =>
        engine === 'redress' ? { ...redress, ...pids } : { worker: minimal.process.pid ?? 0, ...pids },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(
  folder: string,
  servers: { readonly database: string; readonly temporal: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    REDRESS_DATA: join(folder, 'data'),
    REDRESS_PORT: '0',
    DATABASE_URL: servers.database,
    TEMPORAL_ADDRESS: servers.temporal,
    REDRESS_PACKS: writeBenchPacks(join(folder, 'packs')),
    LOG_LEVEL: 'warn',
  };
}

function log(folder: string, name: string): number {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return openSync(join(folder, 'logs', `${name}.log`), 'a');
}

/** A process of the bench and its first line. */
function child(
  folder: string,
  name: string,
  args: readonly string[],
): { readonly process: ChildProcess; readonly ready: Promise<string> } {
  const errors = log(folder, name);
  const started = spawn(process.execPath, args, { cwd: projectRoot(), stdio: ['ignore', 'pipe', errors] });
  closeSync(errors);
  const ready = new Promise<string>((resolve, reject) => {
    if (started.stdout !== null) createInterface({ input: started.stdout }).once('line', resolve);
    started.once('exit', (code) =>
      reject(new Error(`${name} ended with ${code}: ${readFileSync(join(folder, 'logs', `${name}.log`), 'utf8')}`)),
    );
  });
  return { process: started, ready };
}

async function readyOf(folder: string, up: ChildProcess): Promise<Ready> {
  const file = join(folder, 'data', 'ready.json');
  while (!existsSync(file)) {
    if (up.exitCode !== null) throw new Error(readFileSync(join(folder, 'logs', 'up.log'), 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Ready;
}

/** A desk of its own, whose one person is reached by webhook at the sink. */
async function loadDesk(db: Database, sink: string): Promise<void> {
  await loadOrganisation(db, {
    units: [{ id: DESK.unit, name: 'Desk', level: 'desk' }],
    people: [
      { id: DESK.handler, name: 'Handler', unit: DESK.unit, roles: ['handler'] },
      { id: DESK.told, name: 'Told', unit: DESK.unit, roles: ['told'], webhook: `${sink}/arrivals` },
    ],
  });
}

/** A database beside Redress's on the same server, so that its commits are not counted as Redress's. */
async function makeMinimalDatabase(db: Database, url: string): Promise<string> {
  await db.query('create database minimal_worker');
  const address = databaseAt(url, 'minimal_worker');
  const own = openDatabase(address, { max: 1 });
  await own.query(
    'create table steps (id text not null, step int not null, at timestamptz not null default now(), primary key ' +
      '(id, step))',
  );
  await own.end();
  return address;
}

function partPid(folder: string, part: 'worker' | 'api'): number {
  const line = readFileSync(join(folder, 'data', 'logs', `${part}.log`), 'utf8')
    .split('\n')
    .findLast((one) => one.startsWith('{"ready":true'));
  return (JSON.parse(line ?? '{}') as { readonly pid: number }).pid;
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exit = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  await exit;
}
