import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';

let api: TestApi;
const opened: AbortController[] = [];
beforeAll(async () => {
  api = await startTestApi({ worker: false, streams: { perAddress: 3, inAll: 4 }, trustProxy: 1 });
});
afterAll(async () => {
  for (const one of opened) one.abort();
  await api.stop();
});

interface Stream {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly close: () => void;
}

async function open(address: string): Promise<Stream> {
  const control = new AbortController();
  opened.push(control);
  const answer = await fetch(`${api.url}/v1/events`, {
    headers: { 'X-Forwarded-For': address },
    signal: control.signal,
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), close: () => control.abort() };
}

it('an address and all together have only so many streams, and a place that is left is free', async () => {
  const mine = [await open('10.0.0.1'), await open('10.0.0.1'), await open('10.0.0.1')];
  expect(mine.map((one) => one.status)).toEqual([200, 200, 200]);
  const tooMany = await open('10.0.0.1');
  expect([tooMany.status, tooMany.retryAfter]).toEqual([429, '30']);
  expect((await open('10.0.0.2')).status).toBe(200);
  const full = await open('10.0.0.3');
  expect([full.status, full.retryAfter]).toEqual([503, '30']);
  expect((await api.get('/v1/complaints')).status).toBe(200);
  mine[0]?.close();
  await expect.poll(async () => (await open('10.0.0.3')).status, { timeout: 10_000 }).toBe(200);
});
