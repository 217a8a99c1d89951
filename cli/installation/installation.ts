import type { Environment } from '../../config/environment.ts';
import { BilingualError } from '../../language/bilingualError.ts';
import { readReady, type Ready } from '../../runtime/machine/readyFile.ts';
import { NothingThere } from '../../runtime/serversOnly.ts';

/** Something that the user can put right; said in one line. */
export class CommandError extends BilingualError {}

/** The running installation of this data folder; fails when there is none. */
export function runningInstallation(env: Environment): Ready {
  const ready = readReady(env.dataFolder);
  if (ready === undefined) throw new NothingThere(env.dataFolder);
  return ready;
}

/** Address of the database: `DATABASE_URL`, else that of the running installation. */
export function databaseUrl(env: Environment): string {
  return env.DATABASE_URL ?? runningInstallation(env).database;
}
