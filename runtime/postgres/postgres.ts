import { spawnSync } from 'node:child_process';
import { chownSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import { row, withDatabase } from '../../store/database/database.ts';
import { eventually } from '../machine/eventually.ts';
import { freePort, samePort } from '../machine/freePort.ts';
import { isAlive, stopProcess } from '../machine/processes.ts';
import { serverUser, type ServerUser } from '../machine/serverUser.ts';
import { startServer } from '../machine/startServer.ts';
import { postgresBinaries, type PostgresBinaries } from './postgresBinaries.ts';

export type PostgresOptions = Readonly<{
  folder: string;
  password: string;
  /** 0 for any. A running server keeps its own. */
  port: number;
  /** A restart: only on `port`. */
  again?: boolean;
  /** Tests only: less durable, faster. */
  unsafe?: boolean;
  /** Default 100. */
  maxConnections?: number;
  /** Default 64MB. */
  sharedBuffers?: string;
}>;

export type RunningPostgres = Readonly<{
  url: string;
  port: number;
  pid: number;
  /** It ran before we came. */
  attached: boolean;
  stop: () => Promise<void>;
}>;

const DATABASE = 'redress';
const STARTUP_MS = 60_000;

/** Attaches to a server that runs on the folder. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { folder, password } = options;
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const binaries = postgresBinaries(join(folder, 'lib'));
  const user = serverUser(binaries.postgres, folder);
  const data = join(folder, 'data');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, user, data, options);
  const running = readPostmaster(data);
  if (running !== undefined && isAlive(running.pid) && (await answers(urlOf(running.port, password, 'postgres'))))
    return handle(running.pid, running.port, password, true);
  const port = await (options.again === true ? samePort : freePort)(options.port);
  const pid = launch(binaries, user, data, port, options);
  const url = urlOf(port, password, 'postgres');
  await waitUntilReady(pid, url, join(folder, 'postgres.log'));
  await withDatabase(url, { max: 1 }, async (db) => {
    const found = await row(db, 'select 1 from pg_database where datname = $1', [DATABASE]);
    if (found === undefined) await db.query(`create database ${DATABASE}`);
  });
  return handle(pid, port, password, false);
}

function handle(pid: number, port: number, password: string, attached: boolean): RunningPostgres {
  // Fast shutdown; nothing is lost.
  return { url: urlOf(port, password, DATABASE), port, pid, attached, stop: () => stopProcess(pid, 'SIGINT', 20_000) };
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function initialise(binaries: PostgresBinaries, user: ServerUser, data: string, options: PostgresOptions): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(options.folder, 'password');
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  const { uid, gid } = user.ids;
  if (uid !== undefined && gid !== undefined) for (const path of [data, passwordFile]) chownSync(path, uid, gid);
  const [program, ...args] = [
    ...user.before,
    binaries.initdb,
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    // Trigram search finds Chinese words only with this provider.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--lc-ctype=C.UTF-8',
    '--lc-collate=C',
  ];
  const { status, stderr, error } = spawnSync(program, args, {
    ...user.ids,
    cwd: '/',
    env: { ...binaries.env, PATH: process.env['PATH'] ?? '' },
    encoding: 'utf8',
  });
  rmSync(passwordFile, { force: true });
  const why = stderr || error?.message || '';
  if (status !== 0)
    throw new BilingualError({
      zh: `initdb 失败(${user.describe.zh}):${why}`,
      en: `initdb failed as ${user.describe.en}: ${why}`,
    });
}

function launch(
  binaries: PostgresBinaries,
  user: ServerUser,
  data: string,
  port: number,
  { folder, maxConnections = 100, sharedBuffers = '64MB', unsafe = false }: PostgresOptions,
): number {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${maxConnections}`,
    `shared_buffers=${sharedBuffers}`,
    'log_min_messages=warning',
    'timezone=UTC',
    ...(unsafe ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const [program = '', ...args] = [
    ...user.before,
    binaries.postgres,
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  chmodSync(folder, 0o711);
  return startServer(program, args, join(folder, 'postgres.log'), {
    ...user.ids,
    cwd: '/',
    env: { ...binaries.env, PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
  });
}

async function waitUntilReady(pid: number, url: string, log: string): Promise<void> {
  if ((await eventually(async () => (await answers(url)) || !isAlive(pid), STARTUP_MS)) && isAlive(pid)) return;
  const end = readFileSync(log, 'utf8').split('\n').slice(-6).join('\n');
  throw new BilingualError({
    zh: `PostgreSQL 未能启动;${log} 末尾:\n${end}`,
    en: `PostgreSQL did not start; the end of ${log}:\n${end}`,
  });
}

export function answers(url: string): Promise<boolean> {
  return withDatabase(url, { max: 1, connectMs: 1_500 }, (db) => db.query('select 1')).then(
    () => true,
    () => false,
  );
}

function readPostmaster(data: string): Readonly<{ pid: number; port: number }> | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return pid === undefined || port === undefined || pid === '' ? undefined : { pid: Number(pid), port: Number(port) };
}
