/**
 * What the kills fall on: an installation as `redress up` makes it, on servers of its own or on a production-shaped
 * Temporal beside it.
 */

import { answers } from '../../runtime/postgres/postgres.ts';
import type { Ready } from '../../runtime/machine/readyFile.ts';
import { watchServer } from '../../runtime/serverWatch.ts';
import { RunningInstallation, type Part } from '../../test/support/servers/runningInstallation.ts';
import { startServers, type ServerKind, type ServerPart, type Servers } from '../engines/servers.ts';
import { CommitHold } from './commitHold.ts';

type Say = (text: string) => void;

export interface KillBed {
  readonly ready: Ready;
  /** Process of a part as it runs now. */
  readonly pid: (part: Part) => number;
  /** A `redress` command on the installation's folder. */
  readonly command: RunningInstallation['command'];
  /** Everything ends in order; the data stay. */
  readonly stop: () => Promise<unknown>;
}

export interface KillBedOptions {
  readonly kind: ServerKind;
  /** Folder of the installation. */
  readonly home: string;
  /** Folder of the servers where they are not the installation's own. */
  readonly servers: string;
  /** Settings of the installation. */
  readonly env: Readonly<Record<string, string>>;
  readonly say: Say;
}

const LOOK_EVERY_MS = 200;
const NAMES: Readonly<Record<ServerPart, string>> = { postgres: 'PostgreSQL', temporal: 'Temporal' };

/**
 * Starts it, or goes on with what an earlier run left in the folders. From then on every part that dies is started
 * again.
 */
export async function startKillBed({ kind, home, servers: folder, env, say }: KillBedOptions): Promise<KillBed> {
  if (kind === 'embedded') return RunningInstallation.start({ folder: home, env });
  const servers = await ownServers(folder, say);
  try {
    const hold = new CommitHold(servers.database);
    await hold.confine();
    // A run that was broken off in the middle of a hold has left it on.
    await hold.release();
    const installation = await RunningInstallation.start({
      folder: home,
      env: { ...env, DATABASE_URL: servers.database, TEMPORAL_ADDRESS: servers.temporal },
    });
    const watches = keptUp(servers, say);
    return {
      ready: installation.ready,
      pid: (part) => (part === 'postgres' || part === 'temporal' ? servers.pid(part) : installation.pid(part)),
      command: (...args) => installation.command(...args),
      stop: async () => {
        await installation.stop();
        for (const end of watches) end();
        await servers.stop();
      },
    };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/**
 * Servers that a killed run left running are nobody's children. Where nobody reaps, one that is killed stays as a
 * zombie, and PostgreSQL takes its own zombie for a server that still runs: they end in order and are started as ours.
 */
async function ownServers(folder: string, say: Say): Promise<Servers> {
  const found = await startServers('postgres', folder, say);
  if (!found.attached) return found;
  await found.stop();
  return startServers('postgres', folder, say);
}

/** As the supervisor keeps servers up. Their deaths are in the books; only what keeps one from coming back is said. */
function keptUp(servers: Servers, say: Say): readonly (() => number)[] {
  return (['postgres', 'temporal'] as const).map((part) =>
    watchServer({ name: NAMES[part], pid: servers.pid(part), restart: () => comeBack(servers, part, say) }, () => {}),
  );
}

async function comeBack(servers: Servers, part: ServerPart, say: Say): Promise<{ readonly pid: number }> {
  // A Temporal that does not find its database ends, and every try that fails puts the next one off.
  if (part === 'temporal') await untilAnswering(servers.database);
  try {
    return { pid: await servers.restart(part) };
  } catch (error) {
    say(`${NAMES[part]} is not back yet: ${(error as Error).message}`);
    throw error;
  }
}

async function untilAnswering(database: string): Promise<void> {
  while (!(await answers(database))) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
