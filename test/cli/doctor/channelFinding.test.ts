import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelFinding } from '../../../cli/doctor/channelFinding.ts';
import type { Database } from '../../../store/database/database.ts';
import { neededSettings } from '../../../store/people/addresses.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-channels-'));
const file = join(folder, 'channels.yaml');
let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase());
});
afterAll(async () => {
  await db.end();
  rmSync(folder, { recursive: true, force: true });
});

it('the doctor says nothing of channels that nobody is reached by', async () => {
  expect(channelFinding(undefined, await neededSettings(db))).toEqual([]);
});

it('the doctor warns of robots and a gateway that people need and the settings lack, and names no secret', async () => {
  await db.query("update people set wecom = 'outlet', sms = '+8613900001234' where id = 'head-renminlu'");
  await db.query("update people set wecom = 'other' where id = 'group-1'");
  writeFileSync(file, 'wecom: { outlet: { url: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-1" } }');
  const findings = channelFinding(file, await neededSettings(db));
  expect(findings).toMatchObject([
    {
      ok: true,
      warn: true,
      count: 2,
      detail: { en: 'not in the settings: sms (head-renminlu); wecom other (group-1)' },
    },
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/secret|139/);
  await db.query('update people set wecom = null, sms = null');
  await db.query("update people set wecom = 'outlet' where id = 'group-1'");
  expect(channelFinding(file, await neededSettings(db))).toEqual([
    { part: 'channels', ok: true, detail: { zh: 'wecom outlet', en: 'wecom outlet' } },
  ]);
});

it('the doctor names the mistakes of a file', () => {
  writeFileSync(file, 'wecom: { outlet: { adress: secret-1 } }');
  const [finding] = channelFinding(file, []);
  expect(finding).toMatchObject({ ok: false, detail: { en: expect.stringContaining('channels.yaml:1:') } });
  expect(JSON.stringify(finding)).not.toContain('secret-1');
});
