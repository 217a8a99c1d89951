import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { ConnectionOptions } from '@temporalio/client';

/** A server that takes the certificate of a client amiss says so a moment after the handshake. */
const AMISS_MS = 300;
const WITHIN_MS = 2_000;

/**
 * Why TLS with the server does not come about: its certificate, or ours. `undefined` when it does, when there is none,
 * or when nobody is there at all. The client of gRPC says only that time has passed.
 */
export async function handshakeFault({ address = '', tls }: ConnectionOptions): Promise<string | undefined> {
  if (tls === undefined || tls === null || tls === false) return undefined;
  const given = tls === true ? {} : tls;
  const [host = '', port = ''] = address.split(':');
  const pem = (bytes: Uint8Array | undefined): Buffer | undefined => bytes && Buffer.from(bytes);
  const socket = connect({
    host,
    port: Number(port),
    servername: given.serverNameOverride ?? host,
    ca: pem(given.serverRootCACertificate),
    cert: pem(given.clientCertPair?.crt),
    key: pem(given.clientCertPair?.key),
    ALPNProtocols: ['h2'],
  });
  try {
    const late = AbortSignal.timeout(WITHIN_MS);
    await once(socket, 'secureConnect', { signal: late });
    await Promise.race([once(socket, 'close'), pause(AMISS_MS)]);
    return undefined;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return /^(ECONN|ENOTFOUND|EAI|EHOST|ENET|ETIMEDOUT|ABORT)/.test(code) ? undefined : message;
  } finally {
    socket.on('error', () => {});
    socket.destroy();
  }
}
