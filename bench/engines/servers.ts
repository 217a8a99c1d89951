/**
 * The two servers under a measurement, with what a ledger of kills needs: addresses, pids, and a way to bring a killed
 * one back.
 */

import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '../../runtime/postgres/postgres.ts';
import { startTemporal, type RunningTemporal } from '../../runtime/temporal/temporal.ts';
import { HISTORY_SHARDS, startTemporalOnPostgres } from './temporalOnPostgres.ts';

/**
 * `embedded`: the dev server on SQLite, as `npm start` runs it. `postgres`: the production-shaped server on the same
 * PostgreSQL as Redress.
 */
export const SERVER_KINDS = ['embedded', 'postgres'] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];
export type ServerPart = 'postgres' | 'temporal';

export interface Servers {
  readonly kind: ServerKind;
  /** host:port; the same after a restart. */
  readonly temporal: string;
  readonly namespace: string;
  /** Address of Redress's own database; the same after a restart. */
  readonly database: string;
  /** At least one of them ran on the folder before we came. */
  readonly attached: boolean;
  /** The process that runs a part now. */
  readonly pid: (part: ServerPart) => number;
  /**
   * Starts a part that was killed or stopped again, alone, on the same address and files; returns its new pid. A part
   * that still runs is left alone. Throws when it does not come up, e.g. while children of the killed one still end,
   * and once `stop` was asked for.
   */
  readonly restart: (part: ServerPart) => Promise<number>;
  /** Temporal, then PostgreSQL, in order; the data stay in the folder. */
  readonly stop: () => Promise<void>;
}

const PASSWORD = 'measured';
/** Temporal's four services keep pools of their own. */
const PRODUCTION_SHAPED = { maxConnections: 300, sharedBuffers: '256MB' } as const;

/**
 * Starts both, or attaches to those that run on this folder already. Redress's schema is not made here: `redress
 * migrate` or the supervisor does.
 */
export async function startServers(
  kind: ServerKind,
  folder: string,
  say: (text: string) => void = () => {},
): Promise<Servers> {
  let postgres: RunningPostgres;
  let temporal: RunningTemporal;
  const startDatabase = (port: number, again: boolean): Promise<RunningPostgres> =>
    startPostgres({
      folder: join(folder, 'postgres'),
      password: PASSWORD,
      port,
      again,
      ...(kind === 'postgres' ? PRODUCTION_SHAPED : {}),
    });
  // The one on PostgreSQL keeps a note of its ports.
  const startEngine = (port: number, again: boolean): Promise<RunningTemporal> =>
    kind === 'postgres'
      ? startTemporalOnPostgres({
          folder: join(folder, 'temporal'),
          database: postgres.url,
          historyShards: HISTORY_SHARDS,
          say,
        })
      : startTemporal({ folder: join(folder, 'temporal'), port, uiPort: 0, again, say });
  postgres = await startDatabase(0, false);
  try {
    temporal = await startEngine(0, false);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const bringBack = async (part: ServerPart): Promise<number> => {
    if (part === 'postgres') postgres = await startDatabase(postgres.port, true);
    else temporal = await startEngine(portOf(temporal.address), true);
    return part === 'postgres' ? postgres.pid : temporal.pid;
  };
  let comingBack: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const restart = async (part: ServerPart): Promise<number> => {
    if (stopped) throw new Error('the servers are being stopped');
    const coming = bringBack(part);
    comingBack = Promise.allSettled([comingBack, coming]);
    return coming;
  };
  return {
    kind,
    temporal: temporal.address,
    namespace: temporal.namespace,
    database: postgres.url,
    attached: postgres.attached || temporal.attached,
    pid: (part) => (part === 'postgres' ? postgres.pid : temporal.pid),
    restart,
    stop: async () => {
      stopped = true;
      // What is just being started again would be left running.
      await comingBack;
      await temporal.stop();
      await postgres.stop();
    },
  };
}

function portOf(address: string): number {
  return Number(address.split(':')[1]);
}
