import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { BilingualError } from '../../language/bilingualError.ts';

/**
 * Below the ports that systems give to outgoing connections: a client that tries to reach a server that is down could
 * be given the very port that the server must come back to.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 20;

/** The wanted port if it is free, otherwise any free one. 0 asks for any. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  const found = wanted === 0 ? undefined : await tryPort(wanted, host);
  if (found !== undefined) return found;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const other = await tryPort(randomInt(LOWEST, HIGHEST), host);
    if (other !== undefined) return other;
  }
  return (await tryPort(0, host)) ?? 0;
}

/** The port itself; throws when it is taken. For a server that comes back: everybody knows it by its address. */
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
