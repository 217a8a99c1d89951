import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readApi } from '../../../cli/installation/readApi.ts';

/** What a command reads, or says, where an API answers so. */
async function said(status: number, body: string): Promise<unknown> {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  try {
    return await readApi(`http://127.0.0.1:${port}`, '/v1/x', 'en').catch((error: Error) => error.message);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a command that asks the API', () => {
  it('reads what it answers, and ends with its words where it refuses', async () => {
    expect(await said(200, '{"cases":3}')).toStrictEqual({ cases: 3 });
    expect(await said(409, '{"detail":"the period is closed"}')).toBe('the period is closed');
  });

  it('ends with the status where a proxy answers for it, or nobody says why', async () => {
    expect(await said(502, '<html>Bad Gateway</html>')).toBe('the API answered 502');
    expect(await said(403, '{}')).toBe('the API answered 403');
  });
});
