import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { BilingualError } from '../language/bilingual.ts';
import { lockInstallation } from './machine/installationLock.ts';
import { isAlive } from './machine/processes.ts';
import { readReady } from './machine/readyFile.ts';
import type { Say } from './machine/say.ts';
import { loadSecrets } from './machine/secrets.ts';
import { ensurePostgres, ensureTemporal } from './servers.ts';

export type ServerAddresses = Readonly<{
  database: string;
  temporal: string;
}>;

export class NothingThere extends BilingualError {
  constructor(folder: string) {
    super({
      zh: `${folder} 上没有服务在运行;启动:npm start`,
      en: `nothing runs on ${folder}; start it with: npm start`,
    });
  }
}

/**
 * With the bank's own servers, running ones, or else both started for this work. Worker and API stay down: after a
 * restore nothing may act yet.
 */
export async function besideServers<T>(
  env: Environment,
  say: Say,
  work: (at: ServerAddresses) => Promise<T>,
): Promise<T> {
  if (env.DATABASE_URL !== undefined && env.TEMPORAL_ADDRESS !== undefined)
    return work({ database: env.DATABASE_URL, temporal: env.TEMPORAL_ADDRESS });
  const ready = readReady(env.dataFolder);
  if (ready !== undefined && isAlive(ready.pid))
    return work({ database: env.DATABASE_URL ?? ready.database, temporal: env.TEMPORAL_ADDRESS ?? ready.temporal });
  if (!existsSync(join(env.dataFolder, 'secrets.json'))) throw new NothingThere(env.dataFolder);
  const unlock = lockInstallation(env.dataFolder);
  const stops: (() => Promise<void>)[] = [];
  try {
    say(
      'nothing runs on this data folder; starting its PostgreSQL and Temporal for this command ...',
      '此数据目录上没有服务在运行;正在为本命令启动其 PostgreSQL 和 Temporal ...',
    );
    const database = await ensurePostgres(env, loadSecrets(env.dataFolder), say);
    stops.push(database.stop);
    const temporal = await ensureTemporal(env, say);
    stops.push(temporal.stop);
    return await work({ database: database.address, temporal: temporal.address });
  } finally {
    for (const stop of stops.toReversed()) await stop();
    unlock();
  }
}
