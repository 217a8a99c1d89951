import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServedHosts } from '../../../api/http/servedHosts.ts';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
let port: string;
beforeAll(async () => {
  api = await startTestApi({ worker: false, allowedHosts: ['complaints.bank.example', 'api:7080'] });
  ({ port } = new URL(api.url));
});
afterAll(() => api.stop());

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
}

/** By Node's own client, which sends any `Host`. */
function ask(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(api.url + path, { method, headers }, (answer) => {
      let text = '';
      const ended = (): void => {
        const json = (answer.headers['content-type'] ?? '').includes('json');
        resolve({
          status: answer.statusCode ?? 0,
          code: json ? (JSON.parse(text) as { code?: string }).code : undefined,
        });
      };
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        // A stream goes on for ever.
        if ((answer.headers['content-type'] ?? '').includes('event-stream')) {
          ended();
          sent.destroy();
        }
      });
      answer.once('end', ended);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

let last = 1_000;
const register = (headers: Readonly<Record<string, string>>): Promise<Answered> => {
  last += 1;
  const body = JSON.stringify(outletComplaint({ complainant: caller(`1390000${last}`) }));
  return ask('POST', '/v1/complaints', { 'Content-Type': 'application/json', ...headers }, body);
};

describe('a name that leads here from elsewhere is not served', () => {
  it.each([
    'evil.example',
    'evil.example:7080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.1.2.3',
    'complaints.bank.example.evil.example',
    'api',
    'api:81',
    'foo.localhost',
    'localhost@evil.example',
  ])('%s', async (host) => {
    expect(await ask('GET', '/v1/complaints', { Host: host })).toEqual({ status: 421, code: 'host-unknown' });
    expect(await register({ Host: host })).toEqual({ status: 421, code: 'host-unknown' });
  });
  it('wherever it asks, also for what anybody may read', async () => {
    for (const path of ['/', '/docs', '/openapi.json', '/livez', '/readyz', '/metrics', '/v1/progress/1', '/nothing'])
      expect(await ask('GET', path, { Host: 'evil.example' })).toEqual({ status: 421, code: 'host-unknown' });
  });
});

describe('names of this machine, and those of the setting, are served', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1',
    '127.0.0.2',
    '[::1]',
    'complaints.bank.example',
    'Complaints.Bank.Example:8443',
    'api:7080',
  ])('%s', async (host) => {
    const named = /:\d+$/.test(host) ? host : `${host}:${port}`;
    expect((await ask('GET', '/v1/complaints', { Host: named })).status).toBe(200);
    expect((await register({ Host: named })).status).toBe(201);
  });
  it('an address is served to whoever came to it', () => {
    const hosts = new ServedHosts();
    expect(hosts.serves('192.168.1.5:7080', '192.168.1.5')).toBe(true);
    expect(hosts.serves('192.168.1.5:7080', '::ffff:192.168.1.5')).toBe(true);
    expect(hosts.serves('192.168.1.6:7080', '192.168.1.5')).toBe(false);
    expect(hosts.serves('[2001:db8::1]:7080', '2001:0db8:0:0:0:0:0:1')).toBe(true);
    expect(hosts.serves('evil.example', undefined)).toBe(false);
  });
});

describe('a page from elsewhere', () => {
  it.each([
    'https://evil.example',
    'http://127.0.0.1:1',
    'http://localhost:3000',
    'null',
    'file://',
    'https://complaints.bank.example.evil.example',
  ])('of %s neither writes nor follows', async (origin) => {
    const refused = { status: 403, code: 'origin-unknown' };
    expect(await register({ Origin: origin })).toEqual(refused);
    expect(await ask('GET', '/v1/events', { Origin: origin })).toEqual(refused);
    expect(await ask('GET', '/V1/events/', { Origin: origin })).toEqual(refused);
  });
  it('that hides where it is from neither writes nor follows', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await register({ 'Sec-Fetch-Site': site })).code).toBe('origin-unknown');
      expect((await ask('GET', '/v1/events', { 'Sec-Fetch-Site': site })).code).toBe('origin-unknown');
    }
  });
  it('is given no leave to ask what it must ask leave for', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await api.send('/v1/complaints', { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a program, or a page of our own', () => {
  it('without an origin writes and follows', async () => {
    expect((await register({})).status).toBe(201);
    expect((await ask('GET', '/v1/events', {})).status).toBe(200);
  });
  it('with the origin that is served writes and follows', async () => {
    const own = { Origin: `http://localhost:${port}`, Host: `localhost:${port}`, 'Sec-Fetch-Site': 'same-origin' };
    expect((await register(own)).status).toBe(201);
    expect((await ask('GET', '/v1/events', own)).status).toBe(200);
  });
  it('behind a proxy with a name of the setting writes, whatever Host the proxy sends on', async () => {
    const origin = { Origin: 'https://complaints.bank.example', 'Sec-Fetch-Site': 'same-origin' };
    expect((await register(origin)).status).toBe(201);
    expect((await register({ ...origin, Host: 'complaints.bank.example' })).status).toBe(201);
  });
});
