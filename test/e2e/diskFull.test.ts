import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';
import { canMount, SmallDisk } from '../support/servers/smallDisk.ts';

const able = canMount();
/** More than the databases' pre-made files can take. */
const MOST_REQUESTS = 400;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly code: string;
  readonly no: string;
}

let installation: RunningInstallation | undefined;
let disk: SmallDisk | undefined;
afterEach(async () => {
  disk?.free();
  await installation?.stop();
  disk?.remove();
  if (installation !== undefined) rmSync(installation.folder, { recursive: true, force: true });
});

async function startOn(
  part: 'postgres' | 'temporal',
  megabytes: number,
): Promise<{ readonly running: RunningInstallation; readonly small: SmallDisk }> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-disk-'));
  disk = new SmallDisk(join(folder, part), megabytes);
  installation = await RunningInstallation.start({ folder });
  return { running: installation, small: disk };
}

async function register(running: RunningInstallation, key: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'Idempotency-Key': key };
  const answer = await fetch(`${running.ready.api}/v1/complaints`, {
    method: 'POST',
    headers,
    body: JSON.stringify(outletComplaint()),
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await answer.json()) as { readonly code?: string; readonly no?: string };
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    code: body.code ?? '',
    no: body.no ?? '',
  };
}

/** As a careful client does: the same key until somebody has said yes. */
async function untilTaken(running: RunningInstallation, key: string): Promise<string> {
  for (;;) {
    const answer = await register(running, key).catch(() => undefined);
    if (answer?.status === 201) return answer.no;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Actions that a full disk may still take: the files have free pages of their own. */
const ROOM_INSIDE = 200;

describe.skipIf(!able)(
  `a full disk${able ? '' : ' (SKIPPED: only root on Linux may mount a small disk to fill)'}`,
  () => {
    it(
      'under PostgreSQL: requests are refused clearly, nothing is half kept, and all goes on when there is space',
      { timeout: 240_000 },
      async () => {
        const { running, small } = await startOn('postgres', 220);
        const taken = [await untilTaken(running, randomUUID())];
        small.fill();
        const refused: string[] = [];
        for (let index = 0; index < MOST_REQUESTS && refused.length < 5; index += 1) {
          const key = randomUUID();
          const answer = await register(running, key);
          if (answer.status === 201) taken.push(answer.no);
          else {
            expect(answer).toMatchObject({
              status: 503,
              retryAfter: expect.stringMatching(/^\d+$/) as string,
              code: expect.stringMatching(/^(storage-full|database-unavailable)$/) as string,
            });
            refused.push(key);
          }
        }
        expect(refused.length).toBe(5);
        small.free();
        for (const key of refused) taken.push(await untilTaken(running, key));
        expect(new Set(taken).size).toBe(taken.length);
        const { out, code } = await running.command('verify', '--locale', 'en');
        expect([code, out]).toEqual([
          0,
          expect.stringContaining(
            `${taken.length} cases checked, ${taken.length} of them against their workflows, 0 unsound`,
          ) as string,
        ]);
      },
    );

    it(
      'under Temporal: complaints are taken and started later, actions are refused clearly, and all goes on when ' +
        'there is space',
      { timeout: 240_000 },
      async () => {
        const { running, small } = await startOn('temporal', 40);
        const before = await untilTaken(running, randomUUID());
        small.fill();
        const act = (key: string): Promise<Response> =>
          fetch(`${running.ready.api}/v1/complaints/${before}/actions/comment`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'X-Redress-Actor': 'handler-renminlu',
              'Idempotency-Key': key,
            },
            body: JSON.stringify({ note: '磁盘已满' }),
            signal: AbortSignal.timeout(30_000),
          });
        const taken = [before];
        for (let index = 0; index < 4; index += 1) {
          const answer = await register(running, randomUUID());
          expect([201, 429, 503]).toContain(answer.status);
          if (answer.status === 201) taken.push(answer.no);
        }
        // What the server's files have room for inside is still taken; then it is over.
        let tries = 1;
        let refused = await act('note-1');
        for (; refused.status === 200 && tries < ROOM_INSIDE; refused = await act(`note-${tries}`)) tries += 1;
        expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true]);
        small.free();
        const again = async (): Promise<number> => (await act(`note-${tries}`).catch(() => undefined))?.status ?? 0;
        await expect.poll(again, { timeout: 120_000, interval: 1_000 }).toBe(200);
        const verified = async (): Promise<string> =>
          (await running.command('verify', '--locale', 'en')).out.trim().split('\n').at(-1) ?? '';
        await expect
          .poll(verified, { timeout: 120_000, interval: 2_000 })
          .toBe(`${taken.length} cases checked, ${taken.length} of them against their workflows, 0 unsound`);
      },
    );
  },
);
