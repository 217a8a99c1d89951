/** The embedded PostgreSQL: made on first use, started, attached to when it runs already, stopped in order. */

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { BilingualError } from '../../language/bilingualError.ts';
import { freePort, samePort } from '../machine/freePort.ts';
import { postgresBinaries, type PostgresBinaries } from './postgresBinaries.ts';
import { isAlive, stopProcess } from '../machine/processes.ts';
import { serverUser, type ServerUser } from '../machine/serverUser.ts';

export interface PostgresOptions {
  /** Folder of everything the server owns. */
  readonly folder: string;
  readonly password: string;
  /** Wanted port; 0 for any. The one of a server that runs already wins. */
  readonly port: number;
  /** It comes back: on `port` and no other. */
  readonly again?: boolean;
  /** Tests may trade durability for speed; nobody else may. */
  readonly unsafe?: boolean;
  /** Default 100. */
  readonly maxConnections?: number;
  /** Default 64MB. */
  readonly sharedBuffers?: string;
}

export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** It was running before we came. */
  readonly attached: boolean;
  readonly stop: () => Promise<void>;
}

const DATABASE = 'redress';
const STARTUP_MS = 60_000;

/** Starts the server, or attaches to the one that runs on the same folder. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  mkdirSync(options.folder, { recursive: true, mode: 0o711 });
  const binaries = postgresBinaries(join(options.folder, 'lib'));
  const user = serverUser(binaries.postgres, options.folder);
  const data = join(options.folder, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, user, data, options);
  const running = readPostmaster(data);
  if (
    running !== undefined &&
    isAlive(running.pid) &&
    (await answers(urlOf(running.port, options.password, 'postgres')))
  )
    return handle(running.pid, running.port, options, true);
  const port = await (options.again === true ? samePort : freePort)(options.port);
  const pid = launch(binaries, user, data, port, options);
  await waitUntilReady(pid, urlOf(port, options.password, 'postgres'), options.folder);
  await createDatabase(port, options.password);
  return handle(pid, port, options, false);
}

function handle(pid: number, port: number, options: PostgresOptions, attached: boolean): RunningPostgres {
  // SIGINT is PostgreSQL's fast shutdown: sessions end, nothing is lost.
  return {
    url: urlOf(port, options.password, DATABASE),
    port,
    pid,
    attached,
    stop: () => stopProcess(pid, 'SIGINT', 20_000),
  };
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function initialise(binaries: PostgresBinaries, user: ServerUser, data: string, options: PostgresOptions): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(options.folder, 'password');
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user.owner !== undefined)
    for (const path of [data, passwordFile]) chownSync(path, user.owner.uid, user.owner.gid);
  // The built-in C.UTF-8 provider is what makes trigram search find Chinese words.
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-ctype=C.UTF-8',
    '--lc-collate=C',
  ];
  const [program, args] = user.wrap(binaries.initdb, [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    ...locale,
  ]);
  const result = spawnSync(program, args, {
    ...user.spawn,
    cwd: '/',
    env: { ...binaries.env, PATH: process.env['PATH'] ?? '' },
    encoding: 'utf8',
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0)
    throw new BilingualError({
      zh: `initdb 失败(${user.describe.zh}):${(result.stderr || result.error?.message) ?? ''}`,
      en: `initdb failed as ${user.describe.en}: ${(result.stderr || result.error?.message) ?? ''}`,
    });
}

function launch(
  binaries: PostgresBinaries,
  user: ServerUser,
  data: string,
  port: number,
  options: PostgresOptions,
): number {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${options.maxConnections ?? 100}`,
    `shared_buffers=${options.sharedBuffers ?? '64MB'}`,
    'log_min_messages=warning',
    'timezone=UTC',
  ];
  if (options.unsafe === true) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const [program, args] = user.wrap(binaries.postgres, [
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const logFile = join(options.folder, 'postgres.log');
  const log = openSync(logFile, 'a', 0o600);
  chmodSync(options.folder, 0o711);
  // Detached: Ctrl-C in a terminal must reach the supervisor only, which stops the parts in order.
  const child = spawn(program, args, {
    ...user.spawn,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...binaries.env, PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
  });
  closeSync(log);
  child.unref();
  if (child.pid === undefined)
    throw new BilingualError({
      zh: `PostgreSQL 无法启动(${user.describe.zh})`,
      en: `PostgreSQL could not be started as ${user.describe.en}`,
    });
  return child.pid;
}

async function waitUntilReady(pid: number, url: string, folder: string): Promise<void> {
  const deadline = Date.now() + STARTUP_MS;
  while (Date.now() < deadline) {
    if (await answers(url)) return;
    if (!isAlive(pid)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const log = readFileSync(join(folder, 'postgres.log'), 'utf8').split('\n').slice(-6).join('\n');
  throw new BilingualError({
    zh: `PostgreSQL 未能启动;${join(folder, 'postgres.log')} 末尾:\n${log}`,
    en: `PostgreSQL did not start; the end of ${join(folder, 'postgres.log')}:\n${log}`,
  });
}

/** Does a server answer at this address? */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_500 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres') });
  // A server that dies in between is told by the call; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function readPostmaster(data: string): { readonly pid: number; readonly port: number } | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return pid === undefined || port === undefined || pid === '' ? undefined : { pid: Number(pid), port: Number(port) };
}
