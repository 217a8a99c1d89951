import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeze } from '../../../cli/cases/freeze.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';

const env = loadEnvironment({ REDRESS_DATA: '/nowhere' });
const asked: { readonly actor: unknown; readonly body: unknown }[] = [];
let server: Server;
let api: string;

/** An API that closes a period in two portions. */
beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ actor: request.headers['x-redress-actor'], body: JSON.parse(body) });
      const answer =
        asked.length === 1
          ? { frozen: 2, left: { 'condition-not-met': 1 }, next: 'case-2' }
          : { frozen: 1, left: { 'condition-not-met': 1 }, next: null };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('redress freeze --api', () => {
  it('closes a period on an API elsewhere, to its last portion', async () => {
    const lines: string[] = [];
    expect(
      await freeze(
        env,
        outputIn('en', (line) => void lines.push(line)),
        { until: '2026-11-30', by: 'local', api },
      ),
    ).toBe(0);
    expect(lines).toEqual(['3 classes frozen until 2026-11-30; left as they are: 2 condition-not-met']);
    expect(asked).toEqual([
      { actor: 'local', body: { until: '2026-11-30' } },
      { actor: 'local', body: { until: '2026-11-30', after: 'case-2' } },
    ]);
  });

  it('says where nothing answers', async () => {
    await expect(
      freeze(
        env,
        outputIn('en', () => {}),
        { until: '2026-11-30', api: 'http://127.0.0.1:1' },
      ),
    ).rejects.toThrow('nothing answers at http://127.0.0.1:1');
  });
});
