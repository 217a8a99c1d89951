import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, loadEnvironment } from '../../../config/environment.ts';
import { refuseUnnamedStrangers } from '../../../config/refuseUnnamedStrangers.ts';
import { httpServer } from '../../../api/http/httpServer.ts';

const refused = (env: Record<string, string>): boolean => {
  try {
    refuseUnnamedStrangers(loadEnvironment(env));
    return false;
  } catch (error) {
    if (error instanceof EnvironmentError) return true;
    throw error;
  }
};

describe('where other machines can reach it', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'complaints.bank.example', '128.0.0.1', '127.0.0.1.evil.example'])(
    'at %s, nobody acts without saying who they are',
    (host) => {
      expect(refused({ REDRESS_HOST: host })).toBe(true);
      expect(refused({ REDRESS_HOST: host, REDRESS_LOCAL_ACTOR: 'head-renminlu' })).toBe(true);
      expect(refused({ REDRESS_HOST: host, REDRESS_LOCAL_ACTOR: '' })).toBe(false);
    },
  );
  it.each(['127.0.0.1', '127.0.0.9', 'localhost', '::1'])(
    'on this machine alone, at %s, a default person may act',
    (host) => expect(refused({ REDRESS_HOST: host })).toBe(false),
  );
  it.each([
    ['the API', ['dist/api/main.js'], 'set REDRESS_LOCAL_ACTOR to nothing'],
    ['redress up', ['dist/cli/main.js', 'up'], '请将 REDRESS_LOCAL_ACTOR 设为空'],
  ])('%s does not even start, and says why', (_, command, sentence) => {
    const settings = {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      REDRESS_MASTER_KEY: Buffer.alloc(32).toString('base64'),
      REDRESS_HOST: '0.0.0.0',
    };
    const { status, stderr } = spawnSync(process.execPath, command, {
      env: { ...process.env, REDRESS_LOCALE: 'zh', ...settings },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

describe('a connection on which nobody asks anything', () => {
  it('or on which a head never ends is closed by the server', { timeout: 30_000 }, async () => {
    const server = httpServer((_request, response) => void response.end(), 'en');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const closed = await Promise.all(
      ['', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ', 'GET / HT'].map(
        (begun) =>
          new Promise<string>((resolve) => {
            const socket = connect(port, '127.0.0.1', () => socket.write(begun));
            let said = '';
            socket.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
            socket.once('close', () => resolve(said));
          }),
      ),
    );
    for (const said of closed) expect(said).toMatch(/^HTTP\/1\.1 408 /);
    server.close();
  });
});
