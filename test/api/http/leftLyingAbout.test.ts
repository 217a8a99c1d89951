import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type AppOptions } from '../../../api/app.ts';
import { ROUTES, SINK_ROUTES } from '../../../api/routes/index.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { privateFolder } from '../../../runtime/machine/privateFolder.ts';
import type { Database } from '../../../store/database/database.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase());
});
afterAll(() => db.end());

/** Only what these answers need: the database, and who asks. */
async function serving(
  more: Pick<AppOptions, 'trustProxy' | 'progressPerMinute'>,
  ask: (base: string) => Promise<void>,
): Promise<void> {
  const deps = {
    db,
    localActor: 'local',
    locale: 'en',
    metrics: { answered: () => {} },
  } as unknown as AppOptions['deps'];
  const app = createApp({
    deps,
    routes: [...ROUTES, ...SINK_ROUTES],
    version: 'test',
    temporalUi: { namespace: 'redress', workflowType: 'redress-complaint' },
    log: () => {},
    ...more,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
}

describe('what is left lying about', () => {
  it('mails of the sink are shown to administrators alone', () =>
    serving({}, async (base) => {
      const look = (person: string, path = '/dev/mail'): Promise<Response> =>
        fetch(base + path, { headers: { 'X-Redress-Actor': person } });
      expect((await look('handler-renminlu')).status).toBe(403);
      expect((await look('handler-renminlu', '/dev/mail/1')).status).toBe(403);
      expect((await look('local')).status).toBe(200);
    }));

  it('no answer with personal data may be kept on its way', () =>
    serving({}, async (base) => {
      for (const path of ['/v1/complaints/1', '/v1/people', '/v1/nothing', '/dev/mail'])
        expect((await fetch(base + path)).headers.get('cache-control')).toBe('no-store');
    }));

  it.each([
    ['a proxy that is not trusted: one limit for all behind it', undefined, 429],
    ['a trusted one: each has a limit of their own', 1, 404],
    ['one trusted by its address', ['127.0.0.1'], 404],
  ] as const)('look-ups by receipt code behind %s', (_what, trustProxy, second) =>
    serving(
      { progressPerMinute: 1, ...(trustProxy === undefined ? {} : { trustProxy: trustProxy as never }) },
      async (base) => {
        const lookUp = async (from: string): Promise<number> =>
          (await fetch(`${base}/v1/progress/12`, { headers: { 'X-Forwarded-For': from } })).status;
        await lookUp('203.0.113.1');
        const status = await lookUp('203.0.113.2');
        expect(status === 429).toBe(second === 429);
      },
    ),
  );

  it('the setting takes a number of proxies or their networks, and nothing else', () => {
    expect(loadEnvironment({ REDRESS_TRUST_PROXY: '2' }).REDRESS_TRUST_PROXY).toBe(2);
    expect(loadEnvironment({ REDRESS_TRUST_PROXY: '10.0.0.5,fd00::/8' }).REDRESS_TRUST_PROXY).toEqual([
      '10.0.0.5',
      'fd00::/8',
    ]);
    for (const wrong of ['true', '10.0.0', '10.0.0.0/33', 'proxy.bank', '1,'])
      expect(() => loadEnvironment({ REDRESS_TRUST_PROXY: wrong })).toThrow('REDRESS_TRUST_PROXY');
  });

  it('a folder of histories or logs can be entered by its owner alone, also one that was made before', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-private-'));
    for (const path of [join(folder, 'a', 'logs'), folder]) {
      privateFolder(path);
      expect(statSync(path).mode & 0o777).toBe(0o700);
    }
    rmSync(folder, { recursive: true });
  });
});
