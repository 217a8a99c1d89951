import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { BilingualError } from '../../language/bilingual.ts';

/**
 * Below the ports of outgoing connections: else a client of a dead server could get the very port that the server
 * needs.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 20;

/** Any free one when `wanted` is taken or 0. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  const found = wanted === 0 ? undefined : await tryPort(wanted, host);
  if (found !== undefined) return found;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const other = await tryPort(randomInt(LOWEST, HIGHEST), host);
    if (other !== undefined) return other;
  }
  return (await tryPort(0, host)) ?? 0;
}

/** Throws when it is taken: a restarted server must keep its address. */
export async function samePort(port: number, host = '127.0.0.1'): Promise<number> {
  const found = await tryPort(port, host);
  if (found === undefined)
    throw new BilingualError({
      zh: `端口 ${port} 已被其他程序占用`,
      en: `port ${port} is taken by another program`,
    });
  return found;
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
