import type { Environment } from '../../config/environment.ts';
import { BilingualError } from '../../language/bilingual.ts';
import { readReady, type Ready } from '../../runtime/machine/readyFile.ts';
import { NothingThere } from '../../runtime/serversOnly.ts';

export class CommandError extends BilingualError {}

/** Fails when nothing runs on the data folder. */
export function runningInstallation(env: Environment): Ready {
  const ready = readReady(env.dataFolder);
  if (ready === undefined) throw new NothingThere(env.dataFolder);
  return ready;
}

/** `DATABASE_URL`, else the running installation's. */
export function databaseUrl(env: Environment): string {
  return env.DATABASE_URL ?? runningInstallation(env).database;
}
