import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { framed, widthOf } from '../../cli/output/framed.ts';
import { backOff } from '../../runtime/machine/backOff.ts';
import { freePort, samePort } from '../../runtime/machine/freePort.ts';
import { InstallationBusy, lockInstallation } from '../../runtime/machine/installationLock.ts';
import { readReady, removeReady, writeReady } from '../../runtime/machine/readyFile.ts';
import { loadSecrets } from '../../runtime/machine/secrets.ts';
import { startTemporal } from '../../runtime/temporal/temporal.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'redress-runtime-'));

describe('a data folder', () => {
  it('keeps its secrets between starts, for its owner only', () => {
    const here = folder();
    const first = loadSecrets(here);
    expect(loadSecrets(here)).toEqual(first);
    expect(Buffer.from(first.masterKey, 'base64')).toHaveLength(32);
    expect(statSync(join(here, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('belongs to one running installation; a lock whose process is gone is taken over', () => {
    const here = folder();
    const unlock = lockInstallation(here);
    unlock();
    expect(existsSync(join(here, 'up.lock'))).toBe(false);
    writeFileSync(join(here, 'up.lock'), String(process.ppid));
    expect(() => lockInstallation(here)).toThrow(InstallationBusy);
    writeFileSync(join(here, 'up.lock'), '999999999');
    lockInstallation(here)();
  });

  it('says where everything answers, and nothing after the stop', () => {
    const here = folder();
    const ready = {
      api: 'http://a',
      console: 'http://a',
      temporal: 'b:1',
      namespace: 'n',
      temporalUi: null,
      database: 'postgres://c',
      mail: null,
      smtp: null,
      pid: 1,
    };
    writeReady(here, ready);
    expect(readReady(here)).toEqual(ready);
    expect(statSync(join(here, 'ready.json')).mode & 0o777).toBe(0o600);
    removeReady(here);
    expect(readReady(here)).toBeUndefined();
  });
});

describe('a part that dies again and again', () => {
  it('is started after growing waits, and from the beginning once it was well', () => {
    const next = backOff();
    expect(Array.from({ length: 9 }, () => next(10))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000,
    ]);
    expect(next(10_000)).toBe(500);
  });
});

describe('a server', () => {
  it('that dies while it starts is given up at once, not waited for', { timeout: 15_000 }, async () => {
    const here = folder();
    const program = join(here, 'temporal');
    writeFileSync(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const path = process.env['PATH'];
    process.env['PATH'] = `${here}:${path}`;
    try {
      await expect(startTemporal({ folder: here, port: 0, uiPort: 0, inMemory: true, say: () => {} })).rejects.toThrow(
        'did not start',
      );
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('that comes back does so where everybody looks for it, or not at all', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await freePort(port)).not.toBe(port);
    await expect(samePort(port)).rejects.toThrow(`port ${port} is taken`);
    await new Promise((resolve) => other.close(resolve));
    expect(await samePort(port)).toBe(port);
  });
});

describe('the frame of the welcome', () => {
  it('is straight around Chinese', () => {
    const lines = framed(['诉达', 'Redress', '']).split('\n');
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });
});
