import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { answers, startPostgres } from './postgres.ts';
import { stopProcess } from './processes.ts';
import type { Secrets } from './secrets.ts';
import { ServerWatch } from './serverWatch.ts';
import { isServing, startTemporal } from './temporal.ts';

type Say = (text: string) => void;

/** A server that the service needs: the bank's own, or one that is started and kept up here. */
export interface Server {
  readonly address: string;
  /** Port of its own web page; absent when there is none of ours. */
  readonly uiPort?: number;
  readonly stop: () => Promise<void>;
}

const STOP_MS = 20_000;

/** PostgreSQL: `DATABASE_URL`, else the binaries that came with npm. */
export async function ensurePostgres(env: Environment, secrets: Secrets, say: Say): Promise<Server> {
  if (env.DATABASE_URL !== undefined) {
    if (!(await answers(env.DATABASE_URL))) throw new Error('DATABASE_URL is set, but no PostgreSQL answers there; check the address, or unset it to use the embedded one');
    return { address: env.DATABASE_URL, stop: async () => {} };
  }
  const folder = join(env.dataFolder, 'postgres');
  const start = (port: number, again: boolean): ReturnType<typeof startPostgres> => startPostgres({ folder, password: secrets.databasePassword, port, again });
  const running = await start(env.REDRESS_POSTGRES_PORT, false);
  say(`PostgreSQL ${running.attached ? 'was running' : 'is up'} on port ${running.port}${portNote(running.port, env.REDRESS_POSTGRES_PORT)}`);
  const watch = new ServerWatch({ name: 'PostgreSQL', pid: running.pid, restart: () => start(running.port, true) }, say);
  const stop = async (): Promise<void> => {
    watch.stop();
    await stopProcess(watch.pid, 'SIGINT', STOP_MS);
  };
  return { address: running.url, stop };
}

/** Temporal: `TEMPORAL_ADDRESS`, else the dev server on files. */
export async function ensureTemporal(env: Environment, say: Say): Promise<Server> {
  if (env.TEMPORAL_ADDRESS !== undefined) {
    if (!(await isServing(env.TEMPORAL_ADDRESS, 10_000)))
      throw new Error('TEMPORAL_ADDRESS is set, but no Temporal server answers there; check it, or unset it to use the embedded one');
    return { address: env.TEMPORAL_ADDRESS, stop: async () => {} };
  }
  const folder = join(env.dataFolder, 'temporal');
  const start = (port: number, uiPort: number, again: boolean): ReturnType<typeof startTemporal> => startTemporal({ folder, port, uiPort, again, say });
  const running = await start(env.REDRESS_TEMPORAL_PORT, env.REDRESS_TEMPORAL_UI_PORT, false);
  const port = Number(running.address.split(':')[1]);
  say(`Temporal ${running.attached ? 'was running' : 'is up'} on port ${port}${portNote(port, env.REDRESS_TEMPORAL_PORT)}, its page on port ${running.uiPort}`);
  const watch = new ServerWatch({ name: 'Temporal', pid: running.pid, restart: () => start(port, running.uiPort, true) }, say);
  const stop = async (): Promise<void> => {
    watch.stop();
    await stopProcess(watch.pid, 'SIGTERM', STOP_MS);
  };
  return { address: running.address, uiPort: running.uiPort, stop };
}

/** Says when the usual port was taken. */
export function portNote(port: number, usual: number): string {
  return port === usual || usual === 0 ? '' : ` (${usual} is taken)`;
}
