import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../../runtime/postgres/postgres.ts';
import { isAlive, stopProcess } from '../../../runtime/machine/processes.ts';
import { startTemporal } from '../../../runtime/temporal/temporal.ts';
import { once, runFolder } from './once.ts';

/** URL of a fresh, empty database on the run's PostgreSQL. */
export async function testDatabase(): Promise<string> {
  const server = await once('postgres', async () => {
    const { port, pid, url } = await startPostgres({
      folder: join(runFolder(), 'postgres'),
      password: 'test',
      port: 0,
      unsafe: true,
    });
    return { port, pid, url };
  });
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return server.url.replace(/\/redress$/, `/${name}`);
}

/** Address of the run's Temporal server, with namespace and search attributes. */
export async function testTemporal(): Promise<{ readonly address: string; readonly namespace: string }> {
  return once('temporal', async () => {
    const { address, pid, namespace } = await startTemporal({
      folder: join(runFolder(), 'temporal'),
      port: 0,
      uiPort: 0,
      inMemory: true,
      say: (text) => process.stderr.write(`${text}\n`),
    });
    return { address, namespace, pid };
  });
}

/** Stops whatever the run has started and removes its folder. */
export async function stopTestServers(): Promise<void> {
  const folder = runFolder();
  for (const [name, signal] of [
    ['temporal', 'SIGTERM'],
    ['postgres', 'SIGINT'],
  ] as const) {
    const note = join(folder, `${name}.json`);
    if (!existsSync(note)) continue;
    const { pid } = JSON.parse(readFileSync(note, 'utf8')) as { readonly pid: number };
    if (isAlive(pid)) await stopProcess(pid, signal, 10_000);
  }
  rmSync(folder, { recursive: true, force: true });
}
