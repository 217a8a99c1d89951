import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { answers, startPostgres } from './postgres/postgres.ts';
import { stopProcess } from './machine/processes.ts';
import type { Secrets } from './machine/secrets.ts';
import type { Bilingual } from '../language/bilingual.ts';
import { BilingualError } from '../language/bilingualError.ts';
import type { Say } from './machine/say.ts';
import { ServerWatch } from './serverWatch.ts';
import { isServing, startTemporal } from './temporal/temporal.ts';

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
    if (!(await answers(env.DATABASE_URL)))
      throw new BilingualError({
        zh: '已设置 DATABASE_URL,但该地址没有 PostgreSQL 应答;请核对地址,或取消该设置以使用内置的',
        en:
          'DATABASE_URL is set, but no PostgreSQL answers there; check the address, or unset it to use the ' +
          'embedded one',
      });
    return { address: env.DATABASE_URL, stop: async () => {} };
  }
  const folder = join(env.dataFolder, 'postgres');
  const start = (port: number, again: boolean): ReturnType<typeof startPostgres> =>
    startPostgres({ folder, password: secrets.databasePassword, port, again });
  const running = await start(env.REDRESS_POSTGRES_PORT, false);
  const { en, zh } = portNote(running.port, env.REDRESS_POSTGRES_PORT);
  say(
    `PostgreSQL ${running.attached ? 'was running' : 'is up'} on port ${running.port}${en}`,
    `PostgreSQL ${running.attached ? '原已运行' : '已启动'},端口 ${running.port}${zh}`,
  );
  const watch = new ServerWatch(
    { name: 'PostgreSQL', pid: running.pid, restart: () => start(running.port, true) },
    say,
  );
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
      throw new BilingualError({
        zh: '已设置 TEMPORAL_ADDRESS,但该地址没有 Temporal 服务应答;请核对地址,或取消该设置以使用内置的',
        en:
          'TEMPORAL_ADDRESS is set, but no Temporal server answers there; check it, or unset it to use the ' +
          'embedded one',
      });
    return { address: env.TEMPORAL_ADDRESS, stop: async () => {} };
  }
  const folder = join(env.dataFolder, 'temporal');
  const start = (port: number, uiPort: number, again: boolean): ReturnType<typeof startTemporal> =>
    startTemporal({ folder, port, uiPort, again, say });
  const running = await start(env.REDRESS_TEMPORAL_PORT, env.REDRESS_TEMPORAL_UI_PORT, false);
  const port = Number(running.address.split(':')[1]);
  const { en, zh } = portNote(port, env.REDRESS_TEMPORAL_PORT);
  say(
    `Temporal ${running.attached ? 'was running' : 'is up'} on port ${port}${en}, its page on port ${running.uiPort}`,
    `Temporal ${running.attached ? '原已运行' : '已启动'},端口 ${port}${zh},界面端口 ${running.uiPort}`,
  );
  const watch = new ServerWatch(
    { name: 'Temporal', pid: running.pid, restart: () => start(port, running.uiPort, true) },
    say,
  );
  const stop = async (): Promise<void> => {
    watch.stop();
    await stopProcess(watch.pid, 'SIGTERM', STOP_MS);
  };
  return { address: running.address, uiPort: running.uiPort, stop };
}

/** Says when the usual port was taken. */
export function portNote(port: number, usual: number): Bilingual {
  return port === usual || usual === 0
    ? {
        zh: '',
        en: '',
      }
    : { zh: `(${usual} 已被占用)`, en: ` (${usual} is taken)` };
}
