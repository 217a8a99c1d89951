import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, outletComplaint } from '../../support/cases/complaints.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
const sockets: Socket[] = [];
beforeAll(async () => {
  api = await startTestApi({ worker: false, intake: { arriveMs: 1_500, perAddress: 12 } });
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await api.stop();
});

interface HalfSent {
  readonly socket: Socket;
  /** Everything that came back, once the connection is closed. */
  readonly closed: Promise<string>;
}

/** A request that says it has more than it sends. */
function halfSent(path: string, headers: Readonly<Record<string, string>> = {}, begun = '{'): HalfSent {
  const { hostname, port, host } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  const length = 'Transfer-Encoding' in headers ? {} : { 'Content-Length': '1000' };
  const all = { Host: host, 'Content-Type': 'application/json', ...length, ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${begun}`);
  let answered = '';
  socket.on('data', (chunk: Buffer) => (answered += chunk.toString('utf8')));
  socket.on('error', () => {});
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve(answered))) };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
const register = async (phone: string): Promise<number> =>
  (await api.post('/v1/complaints', outletComplaint({ complainant: caller(phone) }))).status;

describe('somebody who sends half of a request', () => {
  it('keeps nobody from registering, however many of them there are', async () => {
    const idle = Array.from({ length: 12 }, () => halfSent('/v1/complaints'));
    await soon();
    expect(await Promise.all(Array.from({ length: 20 }, (_, index) => register(`139000010${10 + index}`)))).toEqual(
      Array.from({ length: 20 }, () => 201),
    );
    const answers = await Promise.all(idle.map((one) => one.closed));
    expect(answers.every((text) => text.startsWith('HTTP/1.1 408') && text.includes('request-timeout'))).toBe(true);
  });

  it('keeps nobody from acting or from asking either', async () => {
    const idle = [
      ...Array.from({ length: 6 }, () => halfSent('/v1/complaints/20200101-000001/actions/accept')),
      ...Array.from({ length: 3 }, () => halfSent('/v1/packs/check')),
      ...Array.from({ length: 3 }, () => halfSent('/v1/packs/cutover-emergency/what-if')),
    ];
    await soon();
    expect((await api.post('/v1/packs/check', { source: 'id: x' })).status).toBe(200);
    expect((await api.post('/v1/complaints/20200101-000001/actions/accept', {})).body.code).toBe('complaint-unknown');
    for (const one of idle) one.socket.destroy();
  });

  it('too often from one address is told so at once; the next one is taken when they are gone', async () => {
    // One more than there are places: whichever comes last is not waited for.
    const all = Array.from({ length: 13 }, () => halfSent('/v1/complaints').closed);
    expect(await Promise.race(all)).toMatch(/^HTTP\/1\.1 429 [\s\S]*retry-after: 2[\s\S]*too-many-requests/i);
    expect(await register('13900001099')).toBe(201);
    const late = (await Promise.all(all)).filter((answer) => !answer.startsWith('HTTP/1.1 429'));
    expect(late.every((answer) => answer.startsWith('HTTP/1.1 408'))).toBe(true);
    const next = halfSent('/v1/complaints');
    expect(await next.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('and is nobody, or may not ask, is refused before anything more is waited for', async () => {
    const nobody = halfSent('/v1/complaints', { 'X-Redress-Actor': 'ghost' });
    expect(await nobody.closed).toMatch(/^HTTP\/1\.1 401 /);
    const clerk = halfSent('/v1/packs/cutover-emergency/what-if', { 'X-Redress-Actor': 'handler-renminlu' });
    expect(await clerk.closed).toMatch(/^HTTP\/1\.1 403 /);
    const other = halfSent('/v1/complaints', { 'Content-Type': 'text/plain' });
    expect(await other.closed).toMatch(/^HTTP\/1\.1 415 /);
  });
});

describe('somebody who may not ask what-if', () => {
  it('is refused at once, also while a what-if runs and others wait', async () => {
    const ask = (person: string): Promise<number> =>
      api
        .post(
          '/v1/packs/cutover-emergency/what-if',
          { from: '2026-11-01', to: '2026-11-30' },
          { 'X-Redress-Actor': person },
        )
        .then((answer) => answer.status);
    const running = Array.from({ length: 5 }, () => ask('local'));
    expect(await ask('handler-renminlu')).toBe(403);
    expect(await Promise.all(running)).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('a body', () => {
  const sent = (headers: Record<string, string>, body: string, path = '/v1/complaints'): Promise<string> =>
    api.send(path, { method: 'POST', headers, body }).then((answer) => `${answer.status} ${answer.body.code}`);

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json5'])(
    'of the type %s is refused where JSON is taken',
    async (type) => expect(await sent({ 'content-type': type }, '{}')).toBe('415 content-type'),
  );
  it('of no type is refused', async () => {
    const answer = await api.send('/v1/complaints', { method: 'POST', body: new Uint8Array([123, 125]) });
    expect(answer.body.code).toBe('content-type');
  });
  it('that is compressed is refused', async () =>
    expect(await sent({ 'content-type': 'application/json', 'content-encoding': 'gzip' }, '{}')).toBe(
      '415 content-type',
    ));
  it('of a form is no pack', async () =>
    expect(await sent({ 'content-type': 'multipart/form-data' }, 'id: x', '/v1/packs/check')).toBe('415 content-type'));
  it('that grows beyond what is taken, in pieces without a length, is told so', async () => {
    const piece = 'x'.repeat(64 * 1024);
    const pieces = Array.from({ length: 5 }, () => `10000\r\n${piece}\r\n`).join('');
    const growing = halfSent('/v1/complaints', { 'Transfer-Encoding': 'chunked' }, pieces);
    expect(await growing.closed).toMatch(/^HTTP\/1\.1 413 [\s\S]*256 KB/);
  });
});
