import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { sendLine } from '../../../cli/cases/sendLine.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** Answers so, one after the other, and says under which keys it was asked. */
async function service(...statuses: readonly number[]): Promise<Readonly<{ api: string; keys: string[] }>> {
  const keys: string[] = [];
  const left = [...statuses];
  const made = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume().on('end', () => {
      response.writeHead(left.shift() ?? 500, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(JSON.stringify({ no: '20261123-000001', receiptCode: null }));
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return { api: `http://127.0.0.1:${(made.address() as AddressInfo).port}`, keys };
}

it('a line is sent again, under its key, for as long as the service did not look at it', async () => {
  const { api, keys } = await service(408, 429, 503, 502, 201);
  const target = { api, actor: undefined, locale: 'en', path: '/v1/complaints', dryRun: false } as const;
  expect(await sendLine(target as never, { demand: 'x' })).toMatchObject({
    kind: 'registered',
    no: '20261123-000001',
  });
  expect(keys.length).toBe(5);
  expect(new Set(keys).size).toBe(1);
});
