import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Race } from './race.ts';
import { pause, QUICK, type RaceBed } from './raceBed.ts';

const TOLD = 'head-renminlu';
const REFUSALS = 2;

/**
 * A case is closed while a receiver keeps refusing what must still be told: closed at once, and told in the end, once.
 */
export const closeWhileRetrying: Race = {
  name: 'close-while-retrying',
  title: 'a close while a delivery retries',
  abreast: 1,
  once: async (bed) => {
    const asked: string[] = [];
    const taken: string[] = [];
    const receiver = createServer((request, response) => {
      request.resume();
      const key = String(request.headers['webhook-id']);
      const refused = asked.filter((one) => one === key).length < REFUSALS;
      asked.push(key);
      if (!refused) taken.push(key);
      response.writeHead(refused ? 503 : 204).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    await bed.db.query('update people set webhook = $2 where id = $1', [
      TOLD,
      `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    ]);
    try {
      return await closed(bed, asked, taken);
    } finally {
      await bed.db.query('update people set webhook = null where id = $1', [TOLD]);
      receiver.closeAllConnections();
      receiver.close();
    }
  },
};

async function closed(bed: RaceBed, asked: readonly string[], taken: readonly string[]): ReturnType<Race['once']> {
  const { no } = await bed.open({ ...QUICK, fields: { siteVisit: true } });
  await until(() => asked.some((key) => key.startsWith(`${no}/`)));
  for (const [action, fields] of [
    ['arrive', {}],
    ['reply', {}],
    ['report', {}],
    ['resolve', { outcome: 'satisfied' }],
  ] as const)
    await bed.act(no, action, fields);
  const answer = await bed.act(no, 'close');
  const key = (): Promise<readonly { readonly status: string; readonly attempts: number }[]> =>
    bed.db
      .query("select status, attempts from notifications where no = $1 and recipient = $2 and channel = 'webhook'", [
        no,
        TOLD,
      ])
      .then((found) => found.rows);
  await until(async () => (await key()).every((one) => one.status === 'delivered'));
  const rows = await key();
  const twice = taken.length - new Set(taken).size;
  if (answer.status !== 200 || answer.body['stage'] !== 'closed')
    return { disagreement: `${no}: the close was answered ${answer.status}, stage ${String(answer.body['stage'])}` };
  if (rows.length === 0 || rows.some((one) => one.status !== 'delivered') || twice > 0)
    return { disagreement: `${no}: ${JSON.stringify(rows)}, taken ${taken.length} times, ${twice} twice` };
  return { outcome: 'closed, then told once' };
}

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600 && !(await done()); tries += 1) await pause(50);
}
