import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importOrganisation } from '../../../cli/organisation/importOrganisation.ts';
import { outputIn } from '../../../cli/output/output.ts';
import { loadEnvironment } from '../../../config/environment.ts';
import type { Database } from '../../../store/database/database.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { gb18030 } from '../../support/tools/gb18030.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-organisation-'));
let db: Database;
let url: string;
const said: string[] = [];

beforeAll(async () => {
  ({ db, url } = await bankDatabase());
});
beforeEach(() => void said.splice(0));
afterAll(() => db.end());

function imported(
  name: string,
  content: string | Buffer,
  options: { by?: string; dryRun?: boolean } = {},
): Promise<number> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const out = outputIn('en', (line) => said.push(line.replaceAll(folder, '')));
  return importOrganisation(loadEnvironment({ DATABASE_URL: url }), out, file, {
    by: 'local',
    locale: 'en',
    ...options,
  });
}

const everything = async (): Promise<unknown> =>
  (
    await db.query(`select (select json_agg(p order by id) from people p) as people,
      (select json_agg(u order by id) from units u) as units,
      (select json_agg(h order by person, role) from role_holders h) as roles,
      (select count(*) from organisation_changes) as changes`)
  ).rows[0];

const CSV =
  '工号,姓名,机构,角色,邮箱,代理人,请假自,请假至,离职\n' +
  'kang-1,康宁,outlet-renminlu,handler,kang-1@example.invalid,,,,\n' +
  'head-renminlu,职员head-renminlu,outlet-renminlu,outlet-head,head-renminlu@example.invalid,kang-1,2026/12/1,2026/12/1,\n' +
  'press-1,职员press-1,branch-office,,,,,,是\n';

describe('redress organisation import', () => {
  it('shows what would change and changes nothing in a dry run', async () => {
    const before = await everything();
    expect(await imported('people.csv', gb18030(CSV), { dryRun: true })).toBe(0);
    expect(said).toEqual([
      '+ person kang-1: name 康宁; unit outlet-renminlu; roles handler; email kang-1@example.invalid',
      '~ person head-renminlu: deputy - → kang-1; absent - → 2026-12-01 … 2026-12-01',
      '- person press-1: leaves',
      'dry run: 3 to change; nothing was changed',
    ]);
    expect(await everything()).toEqual(before);
  });

  it('changes people and absences, writes down who did it, and the same again changes nothing', async () => {
    expect(await imported('people.csv', gb18030(CSV))).toBe(0);
    expect(said.at(-1)).toBe('3 changed by local');
    const after = await everything();
    expect(after).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ id: 'kang-1', name: '康宁', locale: null }),
        expect.objectContaining({ id: 'head-renminlu', absent_from: '2026-12-01', absent_to: '2026-12-01' }),
        expect.objectContaining({ id: 'press-1', email: null, left_at: expect.any(String) as string }),
      ]) as unknown,
      changes: 1,
    });
    const { rows } = await db.query('select by, changes from organisation_changes');
    expect(rows[0]).toMatchObject({
      by: 'local',
      changes: [{ id: 'kang-1' }, { id: 'head-renminlu' }, { id: 'press-1' }],
    });
    expect(JSON.stringify(rows)).not.toMatch(/康宁|@example/);
    expect(await imported('again.csv', CSV)).toBe(0);
    expect(said.at(-1)).toBe('nothing differs');
    expect(await everything()).toEqual(after);
  });

  it('names every mistake with its place, and changes nothing', async () => {
    const before = await everything();
    const text =
      'people:\n  - { id: li-1, name: 李, unit: outlet-renminlu }\n  - { id: wu-1, name: 吴, unit: moon }\n  - { id: ' +
      'wu-2 }\n';
    expect(await imported('people.yaml', text)).toBe(1);
    expect(said).toEqual([
      '/people.yaml:3:32: there is no unit "moon" [unknown-unit-id]',
      '/people.yaml:4:5: "wu-2" is new and needs its name [new-needs]',
      '/people.yaml:4:5: "wu-2" is new and needs its unit [new-needs]',
      'nothing was changed',
    ]);
    await expect(imported('bad.csv', Buffer.from('id,name\nwu-1,caf\xe9 s\n', 'latin1'))).rejects.toThrow(
      /bad\.csv:2:9/,
    );
    expect(await everything()).toEqual(before);
  });

  it('is for administrators only', async () => {
    const before = await everything();
    await expect(imported('people.csv', CSV.replace('康宁', '康定'), { by: 'kang-1' })).rejects.toThrow(
      'kang-1 is no administrator',
    );
    expect(await everything()).toEqual(before);
  });

  it('begins an organisation in a database without people, by an administrator of the file', async () => {
    await db.query('delete from people');
    const text = 'people:\n  - { id: first-1, name: 头一, unit: head-office, roles: [administrator] }\n';
    await expect(imported('first.yaml', text)).rejects.toThrow('local is no administrator');
    expect(await imported('first.yaml', text, { by: 'first-1' })).toBe(0);
  });
});
