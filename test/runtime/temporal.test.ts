import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, describe, expect, it } from 'vitest';
import { isAlive, listensOn } from '../../runtime/machine/processes.ts';
import { startTemporal, whileAlive } from '../../runtime/temporal/temporal.ts';
import { testTemporal } from '../support/servers/servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-temporal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a Temporal server that was running before', () => {
  it('is not mistaken for another that answers at the remembered port, as after a restore', async () => {
    const other = await testTemporal();
    const port = Number(other.address.split(':')[1]);
    // The remembered pid belongs to somebody by now: here, to this test.
    writeFileSync(join(folder, 'server.json'), JSON.stringify({ pid: process.pid, port, uiPort: 0 }));
    const own = await startTemporal({ folder, port: 0, uiPort: 0, inMemory: true, say: () => {} });
    try {
      expect(own.attached).toBe(false);
      expect(own.address).not.toBe(other.address);
      expect(listensOn(own.pid, Number(own.address.split(':')[1]))).toBe(true);
      expect((await startTemporal({ folder, port: 0, uiPort: 0, inMemory: true, say: () => {} })).attached).toBe(true);
    } finally {
      await own.stop();
    }
    expect(isAlive(own.pid)).toBe(false);
  });
});

describe('a Temporal server that dies while it is asked for something', () => {
  it('is waited for no longer, so that it can be started again', async () => {
    const server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const pid = server.pid ?? 0;
    const never = new Promise<never>(() => {});
    const waiting = whileAlive(pid, never);
    server.kill('SIGKILL');
    await expect(waiting).rejects.toThrow(`process ${pid}`);
    expect(await whileAlive(process.pid, Promise.resolve('prepared'))).toBe('prepared');
  });
});

describe('the queues of the Temporal server', () => {
  it('have one partition, so that what is severe is handed out first', async () => {
    const { address, namespace } = await testTemporal();
    const connection = await Connection.connect({ address });
    const { workflowTaskQueuePartitions, activityTaskQueuePartitions } =
      await connection.workflowService.listTaskQueuePartitions({ namespace, taskQueue: { name: 'any' } });
    await connection.close();
    expect(workflowTaskQueuePartitions).toHaveLength(1);
    expect(activityTaskQueuePartitions).toHaveLength(1);
  });
});
