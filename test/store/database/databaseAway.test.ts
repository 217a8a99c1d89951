import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../../runtime/machine/processes.ts';
import { startPostgres, type RunningPostgres } from '../../../runtime/postgres/postgres.ts';
import { openDatabase, rows, transaction, type Database } from '../../../store/database/database.ts';
import { databaseIsAway } from '../../../store/database/databaseAway.ts';

let folder: string;
let server: RunningPostgres;
let db: Database;
const start = (port: number): Promise<RunningPostgres> =>
  startPostgres({ folder, password: 'test', port, unsafe: true, again: port !== 0 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-away-'));
  chmodSync(folder, 0o711);
  server = await start(0);
  db = openDatabase(server.url, { max: 3 });
});
afterAll(async () => {
  await db.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

// An error that nobody listens to would end this process, and the test run with it.
describe('a database that goes away during a transaction', () => {
  it('is an error of that transaction alone when one session is ended, also between two statements', async () => {
    const ended = transaction(db, async (tx) => {
      const [own] = await rows<{ pid: number }>(tx, 'select pg_backend_pid() as pid');
      await rows(db, 'select pg_terminate_backend($1)', [own?.pid]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await rows(tx, 'select 1');
    });
    expect(databaseIsAway(await failureOf(ended))).toBe(true);
    expect(await rows(db, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is an error of each transaction when the server dies at once, and all goes on when it is back', async () => {
    const sleeping = failureOf(transaction(db, (tx) => rows(tx, 'select pg_sleep(20)')));
    const idle = failureOf(
      transaction(db, async (tx) => {
        await rows(tx, 'select 1');
        await until(() => !isAlive(server.pid));
        await rows(tx, 'select 1');
      }),
    );
    await rows(db, 'select 1');
    process.kill(server.pid, 'SIGQUIT');
    for (const failure of await Promise.all([sleeping, idle])) expect(databaseIsAway(failure)).toBe(true);
    expect(databaseIsAway(await failureOf(rows(db, 'select 1')))).toBe(true);
    server = await start(server.port);
    expect(await rows(db, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what says that the database is away', () => {
  it.each(['57P01', '57P02', '57P03', '08006', '25006', '53300', 'ECONNREFUSED', 'EPIPE', 'EAI_AGAIN'])(
    '%s does',
    (code) => expect(databaseIsAway(Object.assign(new Error('any'), { code }))).toBe(true),
  );
  it.each(['23505', '22P02', '40001', '57014'])('%s does not', (code) =>
    expect(databaseIsAway(Object.assign(new Error('any'), { code }))).toBe(false),
  );
  it.each([undefined, null, 'text'])('%s does not', (error) => expect(databaseIsAway(error)).toBe(false));
});
