import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEnvironment } from '../../config/environment.ts';
import { besideServers } from '../../runtime/serversOnly.ts';
import { openDatabase, rows } from '../../store/database/database.ts';
import { outletComplaint } from '../support/cases/complaints.ts';
import { RunningInstallation } from '../support/servers/runningInstallation.ts';

type Moment = 'earlier' | 'later';
interface LogRow extends Record<string, unknown> {
  readonly no: string;
  readonly seq: number;
  readonly hash: string;
}

const SLOW = { drill: { speed: 2 } };
/** One hour is one and a half seconds: its deadlines lapse while the test goes on. */
const FAST = { drill: { speed: 2_400 } };
const DATA = { temporal: 'temporal', database: join('postgres', 'data') } as const;

let installation: RunningInstallation;
let folder: string;
let [acted, untouched, lapsing, registeredInBetween] = ['', '', '', ''];
let logLater: readonly LogRow[];

beforeAll(async () => {
  installation = await RunningInstallation.start();
  ({ folder } = installation);
  [acted, untouched, lapsing] = [await register(SLOW), await register(SLOW), await register(FAST)];
  await act(acted, 'accept', {});
  await installation.stop();
  backUp('earlier');
  installation = await RunningInstallation.start({ folder });
  await act(acted, 'comment', { note: '已联系客户' });
  await act(acted, 'comment', { note: '再次联系客户' });
  registeredInBetween = await register(SLOW);
  while ((await log()).filter((one) => one.no === lapsing).length <= 12)
    await new Promise((resolve) => setTimeout(resolve, 500));
  await installation.stop();
  backUp('later');
  logLater = await readStopped();
}, 240_000);
afterAll(async () => {
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${installation.ready.api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

const register = async (over: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await post('/v1/complaints', outletComplaint(over)))['no']);
const act = (no: string, action: string, body: unknown): Promise<Record<string, unknown>> =>
  post(`/v1/complaints/${no}/actions/${action}`, body, { 'X-Redress-Actor': 'handler-renminlu' });

async function log(): Promise<readonly LogRow[]> {
  const db = openDatabase(installation.ready.database, { max: 1 });
  try {
    return await rows<LogRow>(db, 'select no, seq, hash from events order by no, seq');
  } finally {
    await db.end();
  }
}

/** The log of a stopped installation: its servers alone are started, so that nothing acts. */
async function readStopped(): Promise<readonly LogRow[]> {
  return besideServers(
    loadEnvironment({ REDRESS_DATA: folder }),
    () => {},
    async ({ database }) => {
      const db = openDatabase(database, { max: 1 });
      try {
        return await rows<LogRow>(db, 'select no, seq, hash from events order by no, seq');
      } finally {
        await db.end();
      }
    },
  );
}

/** Copies keep their owner: the database belongs to a user of its own. */
function copy(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  const done = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

function backUp(moment: Moment): void {
  for (const [part, place] of Object.entries(DATA)) copy(join(folder, place), join(folder, `${part}-${moment}`));
}

function restore(moments: Readonly<Record<keyof typeof DATA, Moment>>): void {
  for (const [part, place] of Object.entries(DATA))
    copy(join(folder, `${part}-${moments[part as keyof typeof DATA]}`), join(folder, place));
}

/** Numbers that a command names, in order. */
function named(output: string): readonly string[] {
  return [...new Set([...output.matchAll(/^(D?\d{8}-\d{6}): /gm)].map((match) => match[1] ?? ''))].toSorted();
}

describe('back-ups of Temporal and of the database that are not from the same moment', () => {
  it(
    'Temporal is older: exactly the cases that differ are named, and what was acknowledged is carried on',
    { timeout: 360_000 },
    async () => {
      restore({ temporal: 'earlier', database: 'later' });
      const differing = [acted, lapsing, registeredInBetween].toSorted();
      const before = await installation.command('verify', '--locale', 'en');
      expect([before.code, named(before.out)]).toEqual([1, differing]);
      const mended = await installation.command('reconcile', '--locale', 'en');
      expect([mended.code, named(mended.out)]).toEqual([0, differing]);
      expect(await installation.command('verify', '--locale', 'en')).toMatchObject({
        code: 0,
        out: expect.stringContaining('4 cases checked, 4 of them against their workflows, 0 unsound') as string,
      });
      expect(await readStopped()).toEqual(logLater);
      expect(await installation.command('reconcile', '--locale', 'en')).toMatchObject({
        code: 0,
        out: expect.stringContaining('4 cases looked at, 0 mended, 0 not') as string,
      });
      installation = await RunningInstallation.start({ folder });
      const seq = logLater.filter((one) => one.no === acted).length;
      expect(await act(acted, 'comment', { note: '恢复之后' })).toMatchObject({ seq: seq + 1 });
      await act(registeredInBetween, 'accept', {});
      await act(untouched, 'accept', {});
      expect(await installation.command('verify', '--locale', 'en')).toMatchObject({ code: 0 });
      expect((await log()).filter((one) => one.no === acted).slice(0, seq)).toEqual(
        logLater.filter((one) => one.no === acted),
      );
      await installation.stop();
    },
  );

  it(
    'the database is older: its log is written again from the histories, hash by hash, and no number is given twice',
    { timeout: 360_000 },
    async () => {
      restore({ temporal: 'later', database: 'earlier' });
      const differing = [acted, lapsing, registeredInBetween].toSorted();
      const before = await installation.command('verify', '--locale', 'en');
      expect([before.code, named(before.out)]).toEqual([1, differing]);
      const mended = await installation.command('reconcile', '--locale', 'en');
      expect([mended.code, named(mended.out)]).toEqual([0, differing]);
      expect(await installation.command('verify', '--locale', 'en')).toMatchObject({
        code: 0,
        out: expect.stringContaining('4 cases checked, 4 of them against their workflows, 0 unsound') as string,
      });
      expect(await readStopped()).toEqual(logLater);
      installation = await RunningInstallation.start({ folder });
      expect([acted, untouched, lapsing, registeredInBetween]).not.toContain(await register(SLOW));
      await act(registeredInBetween, 'accept', {});
      await act(acted, 'comment', { note: '恢复之后' });
      expect(await installation.command('verify', '--locale', 'en')).toMatchObject({ code: 0 });
    },
  );
});
