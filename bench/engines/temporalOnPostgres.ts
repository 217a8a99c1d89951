/**
 * A production-shaped Temporal without containers: its own server on PostgreSQL, set up by the same steps and settings
 * as in docker-compose.yml.
 */

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../../config/projectRoot.ts';
import { freePort } from '../../runtime/machine/freePort.ts';
import { privateFolder } from '../../runtime/machine/privateFolder.ts';
import { startServer } from '../../runtime/machine/startServer.ts';
import type { Say } from '../../runtime/machine/say.ts';
import { isAlive, listensOn, stopProcess } from '../../runtime/machine/processes.ts';
import { comesUp, NAMESPACE, whileAlive, type RunningTemporal } from '../../runtime/temporal/temporal.ts';
import { isServing } from '../../runtime/temporal/serving.ts';
import { prepareNamespace } from '../../runtime/temporal/prepareNamespace.ts';
import { temporalServerPrograms } from './temporalServerPrograms.ts';

export interface TemporalOnPostgresOptions {
  /** Folder of its log and of the note about its ports. */
  readonly folder: string;
  /** Address of any database of the server, with a user that may create databases. */
  readonly database: string;
  /** Never to be changed once the databases exist. */
  readonly historyShards: number;
  readonly say: Say;
}

interface Ports {
  readonly FRONTEND_GRPC_PORT: number;
  readonly FRONTEND_HTTP_PORT: number;
  readonly FRONTEND_MEMBERSHIP_PORT: number;
  readonly HISTORY_GRPC_PORT: number;
  readonly HISTORY_MEMBERSHIP_PORT: number;
  readonly MATCHING_GRPC_PORT: number;
  readonly MATCHING_MEMBERSHIP_PORT: number;
  readonly WORKER_GRPC_PORT: number;
  readonly WORKER_MEMBERSHIP_PORT: number;
}

interface Note {
  readonly pid: number;
  readonly ports: Ports;
}

/** As in docker-compose.yml: more than one host will ever need, for the number can never be changed. */
export const HISTORY_SHARDS = 128;
const PORT_NAMES: readonly (keyof Ports)[] = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_HTTP_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
];
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const SCHEMAS = { temporal: 'postgresql/v12/temporal', temporal_visibility: 'postgresql/v12/visibility' } as const;

/**
 * Starts the server, or attaches to the one that was started on this folder before; makes and migrates its databases
 * first.
 */
export async function startTemporalOnPostgres(options: TemporalOnPostgresOptions): Promise<RunningTemporal> {
  privateFolder(options.folder);
  const note = join(options.folder, 'server.json');
  const known = existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as Note) : undefined;
  const addressOf = (ports: Ports): string => `127.0.0.1:${ports.FRONTEND_GRPC_PORT}`;
  if (
    known !== undefined &&
    isAlive(known.pid) &&
    listensOn(known.pid, known.ports.FRONTEND_GRPC_PORT) &&
    (await isServing({ address: addressOf(known.ports) }, 3_000))
  )
    return handle(known.pid, addressOf(known.ports), true);
  const programs = await temporalServerPrograms(options.say);
  await createDatabases(options.database);
  prepareSchemas(programs.sqlTool, options.database);
  // A server that comes back on the same databases must be found where the others remember it.
  const ports = known?.ports ?? (await freePorts());
  const pid = launch(programs.server, ports, options);
  writeFileSync(note, JSON.stringify({ pid, ports } satisfies Note));
  if (!(await comesUp(pid, ports.FRONTEND_GRPC_PORT))) {
    await stopProcess(pid, 'SIGTERM', 5_000);
    throw new Error(`the Temporal server did not start; see ${join(options.folder, 'temporal.log')}`);
  }
  await whileAlive(pid, prepareNamespace({ address: addressOf(ports) }, NAMESPACE));
  return handle(pid, addressOf(ports), false);
}

function handle(pid: number, address: string, attached: boolean): RunningTemporal {
  return { address, namespace: NAMESPACE, uiPort: 0, pid, attached, stop: () => stopProcess(pid, 'SIGTERM', 20_000) };
}

async function createDatabases(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  // A server that dies in between is told by the call; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    for (const name of Object.keys(SCHEMAS)) {
      const found = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (found.rowCount === 0) await client.query(`create database ${name}`);
    }
  } finally {
    await client.end();
  }
}

/** Harmless to repeat: what is there already is left alone. */
function prepareSchemas(tool: string, url: string): void {
  const { hostname, port, username, password } = new URL(url);
  const env = {
    ...process.env,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: hostname,
    SQL_PORT: port,
    SQL_USER: decodeURIComponent(username),
    SQL_PASSWORD: decodeURIComponent(password),
  };
  for (const [database, schema] of Object.entries(SCHEMAS)) {
    for (const step of [
      ['setup-schema', '-v', '0.0'],
      ['update-schema', '--schema-name', schema],
    ]) {
      const result = spawnSync(tool, ['--db', database, ...step], { env, encoding: 'utf8' });
      if (result.status !== 0)
        throw new Error(
          `${step[0]} of ${database} failed: ${(result.stderr || result.stdout || result.error?.message) ?? ''}`,
        );
    }
  }
}

/**
 * The server keeps its ports in columns of 16 bits with a sign; below those that the system gives to outgoing
 * connections nobody takes them meanwhile.
 */
async function freePorts(): Promise<Ports> {
  const found = new Set<number>();
  while (found.size < PORT_NAMES.length) {
    const wanted = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if ((await freePort(wanted)) === wanted) found.add(wanted);
  }
  const ports = [...found];
  return Object.fromEntries(PORT_NAMES.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

function launch(server: string, ports: Ports, options: TemporalOnPostgresOptions): number {
  const { hostname, port, username, password } = new URL(options.database);
  const env = {
    PATH: process.env['PATH'] ?? '',
    DB: 'postgres12',
    POSTGRES_SEEDS: hostname,
    DB_PORT: port,
    POSTGRES_USER: decodeURIComponent(username),
    POSTGRES_PWD: decodeURIComponent(password),
    NUM_HISTORY_SHARDS: String(options.historyShards),
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: join(projectRoot(), 'deploy', 'temporal', 'dynamic-config.yaml'),
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, String(value)])),
  };
  const log = join(options.folder, 'temporal.log');
  return startServer(server, ['--allow-no-auth', 'start'], log, { cwd: options.folder, env });
}
