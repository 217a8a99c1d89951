import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrateDatabase } from '../../../cli/installation/migrateDatabase.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import { column, withDatabase } from '../../../store/database/database.ts';
import { testDatabase } from '../../support/servers/servers.ts';
import { gb18030 } from '../../support/tools/gb18030.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-migrate-'));

it('a new database knows nobody until files of units and people are asked for, in any usual encoding', async () => {
  const url = await testDatabase();
  const said: string[] = [];
  const out = outputIn('en', (line) => said.push(line));
  const migrate = (more: Readonly<Record<string, string>>): Promise<number> =>
    migrateDatabase(loadEnvironment({ DATABASE_URL: url, ...more }), out, {});
  const people = (): Promise<readonly string[]> =>
    withDatabase(url, { max: 1 }, (db) => column(db, 'select name from people order by name', []));
  expect([await migrate({}), await people()]).toEqual([0, []]);
  const [units, staff] = [join(folder, 'units.csv'), join(folder, 'people.csv')];
  writeFileSync(units, gb18030('id,name,level\nhall,营业厅,outlet\n'));
  writeFileSync(staff, gb18030('工号,姓名,机构,角色\nhead,周兰,hall,handler\n'));
  const both = { REDRESS_ORGANISATION: `${units},${staff}` };
  expect([await migrate(both), await people()]).toEqual([0, ['周兰']]);
  writeFileSync(staff, '工号,姓名,机构,角色\nother,吴越,hall,handler\n');
  expect([await migrate(both), await people()]).toEqual([0, ['周兰']]);
  expect(said.at(1)).toContain(`organisation loaded from ${units} and ${staff}`);
});
