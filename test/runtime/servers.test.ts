import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, describe, expect, it } from 'vitest';
import { startServers, type Servers } from '../../bench/engines/servers.ts';
import { isAlive } from '../../runtime/machine/processes.ts';
import { cachedTemporalServer } from '../../bench/engines/temporalServerPrograms.ts';
import { openDatabase } from '../../store/database/database.ts';

// Building the server takes minutes of every core; `npm run bench:server` does it once.
const built = cachedTemporalServer() !== undefined;
const folder = mkdtempSync(join(tmpdir(), 'redress-servers-'));
let servers: Servers | undefined;
afterAll(async () => {
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Works with the server's client, whatever happens to the server between two calls. */
async function asking<T>(address: string, namespace: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}

describe.skipIf(!built)(
  `a production-shaped Temporal on ` +
    `PostgreSQL${built ? '' : ' (SKIPPED: not built here; `npm run bench:server` builds it once)'}`,
  () => {
    it('keeps a workflow when it and its database are killed, and comes back where it was', async () => {
      servers = await startServers('postgres', folder);
      const { temporal, namespace, database } = servers;
      const start = (client: Client): Promise<unknown> =>
        client.workflow.start('waiting', { taskQueue: 'nobody', workflowId: 'kept' });
      await asking(temporal, namespace, start);
      for (const part of ['temporal', 'postgres'] as const) process.kill(servers.pid(part), 'SIGKILL');
      await expect
        .poll(() => isAlive(servers?.pid('temporal') ?? 0) || isAlive(servers?.pid('postgres') ?? 0))
        .toBe(false);
      // What is left of the killed ones may hold its files for a moment.
      const comesBack = async (part: 'postgres' | 'temporal'): Promise<number> => {
        const restarted = (): Promise<number> => servers?.restart(part).catch(() => 0) ?? Promise.resolve(0);
        await expect.poll(restarted, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0);
        return servers?.pid(part) ?? 0;
      };
      const pids = [await comesBack('postgres'), await comesBack('temporal')];
      expect([servers.temporal, servers.database]).toEqual([temporal, database]);
      expect(pids).toEqual([servers.pid('postgres'), servers.pid('temporal')]);
      const { status } = await asking(temporal, namespace, (client) => client.workflow.getHandle('kept').describe());
      expect(status.name).toBe('RUNNING');
    });

    it('has three databases on one PostgreSQL, so that one back-up holds them all', async () => {
      const db = openDatabase(servers?.database ?? '', { max: 1 });
      const found = await db.query(
        "select datname from pg_database where not datistemplate and datname <> 'postgres' order by 1",
      );
      await db.end();
      expect(found.rows.map((one: { readonly datname: string }) => one.datname)).toEqual([
        'redress',
        'temporal',
        'temporal_visibility',
      ]);
    });
  },
);
