import { expect, it } from 'vitest';
import { loadEnvironment } from '../../config/environment.ts';
import { prepareDatabase } from '../../runtime/prepareDatabase.ts';
import { withDatabase } from '../../store/database/database.ts';
import { testDatabase } from '../support/servers/servers.ts';

it('a start knows the demonstration’s people only where asked to, and where nobody is known', async () => {
  const url = await testDatabase();
  const key = Buffer.alloc(32, 1);
  const said: string[] = [];
  const env = loadEnvironment({ REDRESS_LOCALE: 'en', REDRESS_TIMEZONE: 'Europe/London' });
  const start = async (demo: boolean): Promise<number> => {
    await prepareDatabase(env, url, key, (en) => said.push(en), demo);
    return withDatabase(url, { max: 1 }, async (db) => (await db.query('select from people')).rowCount ?? 0);
  };
  expect(await start(false)).toBe(0);
  expect(said.at(-1)).toBe('nobody is known yet: redress organisation import <file> --by <person>');
  expect(await start(true)).toBeGreaterThan(50);
  await withDatabase(url, { max: 1 }, async (db) => {
    expect((await db.query('select locale, timezone from installation')).rows).toEqual([
      { locale: 'en', timezone: 'Europe/London' },
    ]);
    await db.query("delete from people where id <> 'local'");
  });
  expect(await start(true)).toBe(1);
});
