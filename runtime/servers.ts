import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { BilingualError, type Bilingual } from '../language/bilingual.ts';
import { stopProcess } from './machine/processes.ts';
import type { Say } from './machine/say.ts';
import type { Secrets } from './machine/secrets.ts';
import { answers, startPostgres } from './postgres/postgres.ts';
import { watchServer, type WatchedServer } from './serverWatch.ts';
import { isServing } from './temporal/serving.ts';
import { startTemporal } from './temporal/temporal.ts';

/** The bank's own server, or one that we start and keep up. */
export type Server = Readonly<{
  address: string;
  /** Absent for a bank's own. */
  uiPort?: number;
  stop: () => Promise<void>;
}>;

const STOP_MS = 20_000;

/** `DATABASE_URL`, else the binaries from npm. */
export async function ensurePostgres(
  env: Environment,
  { databasePassword: password }: Secrets,
  say: Say,
): Promise<Server> {
  const { DATABASE_URL: given, REDRESS_POSTGRES_PORT: usual } = env;
  if (given !== undefined) return foreign('DATABASE_URL', given, await answers(given), 'PostgreSQL', 'PostgreSQL');
  const folder = join(env.dataFolder, 'postgres');
  const start = (wanted: number, again: boolean): ReturnType<typeof startPostgres> =>
    startPostgres({ folder, password, port: wanted, again });
  const { port, pid, url, attached } = await start(usual, false);
  sayStarted('PostgreSQL', attached, port, usual, say);
  return { address: url, stop: keepUp({ name: 'PostgreSQL', pid, restart: () => start(port, true) }, 'SIGINT', say) };
}

/** `TEMPORAL_ADDRESS`, else the dev server on files. */
export async function ensureTemporal(env: Environment, say: Say): Promise<Server> {
  const { TEMPORAL_ADDRESS: given, REDRESS_TEMPORAL_PORT: usual } = env;
  if (given !== undefined)
    return foreign(
      'TEMPORAL_ADDRESS',
      given,
      await isServing({ ...env.temporal, address: given }, 10_000),
      'Temporal 服务',
      'Temporal server',
    );
  const folder = join(env.dataFolder, 'temporal');
  const start = (wanted: number, page: number, again: boolean): ReturnType<typeof startTemporal> =>
    startTemporal({ folder, port: wanted, uiPort: page, again, say });
  const { address, uiPort, pid, attached } = await start(usual, env.REDRESS_TEMPORAL_UI_PORT, false);
  const port = Number(address.split(':')[1]);
  sayStarted('Temporal', attached, port, usual, say, {
    zh: `,界面端口 ${uiPort}`,
    en: `, its page on port ${uiPort}`,
  });
  const restart = (): ReturnType<typeof startTemporal> => start(port, uiPort, true);
  return { address, uiPort, stop: keepUp({ name: 'Temporal', pid, restart }, 'SIGTERM', say) };
}

function foreign(setting: string, address: string, serves: boolean, zh: string, en: string): Server {
  if (serves) return { address, stop: async () => {} };
  throw new BilingualError({
    zh: `已设置 ${setting},但该地址没有 ${zh} 应答;请核对地址,或取消该设置以使用内置的`,
    en: `${setting} is set, but no ${en} answers there; check the address, or unset it to use the embedded one`,
  });
}

function sayStarted(
  name: string,
  attached: boolean,
  port: number,
  usual: number,
  say: Say,
  more: Bilingual = { zh: '', en: '' },
): void {
  const { zh, en } = portNote(port, usual);
  say(
    `${name} ${attached ? 'was running' : 'is up'} on port ${port}${en}${more.en}`,
    `${name} ${attached ? '原已运行' : '已启动'},端口 ${port}${zh}${more.zh}`,
  );
}

/** Returns what stops it. */
function keepUp(server: WatchedServer, signal: NodeJS.Signals, say: Say): () => Promise<void> {
  const end = watchServer(server, say);
  return () => stopProcess(end(), signal, STOP_MS);
}

export function portNote(port: number, usual: number): Bilingual {
  const taken = port !== usual && usual !== 0;
  return { zh: taken ? `(${usual} 已被占用)` : '', en: taken ? ` (${usual} is taken)` : '' };
}
