import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  connect,
  constants,
  createSecureServer,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UNAUTHENTICATED = { 'grpc-status': '16', 'grpc-message': 'Request unauthorized' };
const DENIED = { 'grpc-status': '7', 'grpc-message': 'Request unauthorized.' };
const OF_A_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'http2-settings'];

export interface TlsTemporal {
  /** `localhost:port`: the name that its certificate has. */
  readonly address: string;
  /** Files in PEM: who vouches for the server, and the client's own pair. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** Calls that were let through, by path. */
  readonly calls: ReadonlyMap<string, number>;
  readonly stop: () => void;
}

export interface TlsOptions {
  readonly upstream: string;
  /** The key that each call has to bring; anybody with a certificate may call when absent. */
  readonly apiKey?: string;
  /** Ends of the names of calls that are denied, as to somebody without the right. */
  readonly denied?: readonly string[];
}

/**
 * A real Temporal server behind TLS, as a bank's cluster or Temporal Cloud has it: clients show a certificate of our
 * authority, and each call its key.
 */
export async function startTlsTemporal({ upstream, apiKey, denied = [] }: TlsOptions): Promise<TlsTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-tls-'));
  const file = (name: string): string => join(folder, name);
  makeCertificates(folder);
  const session = connect(`http://${upstream}`);
  session.on('error', () => {});
  const calls = new Map<string, number>();
  const server = createSecureServer({
    cert: readFileSync(file('server.pem')),
    key: readFileSync(file('server.key')),
    ca: readFileSync(file('ca.pem')),
    requestCert: true,
    rejectUnauthorized: true,
  });
  const sessions = new Set<{ destroy(): void }>([session]);
  server.on('session', (one) => sessions.add(one));
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    const path = String(headers[':path']);
    if (apiKey !== undefined && headers['authorization'] !== `Bearer ${apiKey}`) return refuse(stream, UNAUTHENTICATED);
    if (denied.some((name) => path.endsWith(`/${name}`))) return refuse(stream, DENIED);
    calls.set(path, (calls.get(path) ?? 0) + 1);
    forward(stream, headers, session);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    address: `localhost:${(server.address() as AddressInfo).port}`,
    ca: file('ca.pem'),
    cert: file('client.pem'),
    key: file('client.key'),
    calls,
    stop: () => {
      for (const one of sessions) one.destroy();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function refuse(stream: ServerHttp2Stream, status: Readonly<Record<string, string>>): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...status }, { endStream: true });
}

function forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, session: ClientHttp2Session): void {
  const asked = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.includes(name)));
  const call = session.request({ ...asked, ':scheme': 'http' });
  let trailers: IncomingHttpHeaders = {};
  call.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.on('close', () => call.close(constants.NGHTTP2_CANCEL));
  call.on('trailers', (found) => (trailers = found));
  call.on('response', (found, flags) => {
    if (stream.destroyed) return;
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) return stream.respond(found, { endStream: true });
    stream.respond(found, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    call.pipe(stream);
  });
  stream.pipe(call);
}

/** An authority of our own, a server for `localhost`, a client; good for a day. */
function makeCertificates(folder: string): void {
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const pair = (name: string): readonly string[] => [
    '-keyout',
    `${name}.key`,
    '-nodes',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
  ];
  openssl('req', '-x509', '-days', '1', '-subj', '/CN=test authority', ...pair('ca'), '-out', 'ca.pem');
  for (const [name, subject] of [
    ['server', '/CN=localhost'],
    ['client', '/CN=redress'],
  ] as const) {
    openssl(
      'req',
      '-x509',
      '-days',
      '1',
      '-subj',
      subject,
      ...pair(name),
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-addext',
      'basicConstraints=critical,CA:FALSE',
      '-out',
      `${name}.pem`,
    );
  }
}
