import { say } from '../../../language/phrase.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findGaps } from '../../../activities/preflight/findGaps.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { parseOrganisation } from '../../../packs/load/parseOrganisation.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { Database } from '../../../store/database/database.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const authored = (
  loadPacks('packs').find((one) => one.pack.id === 'office-complaints') as { readonly pack: AuthoredPack }
).pack;
const engineOf = (body: unknown): EnginePack => resolveEngine(body as AuthoredPack, 'zh', LIBRARY);
const pack = engineOf(authored);
const origin = Date.now() - 60_000;
const intake = { channel: 'phone', unit: 'head-office', category: 'fees' };

let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase(parseOrganisation(readFileSync('packs/demo/organisation.yaml', 'utf8'))));
  await savePack(db, { id: pack.id, version: pack.version, hash: pack.hash, body: authored });
});
afterAll(() => db.end());

describe('an accepted complaint of the general office', () => {
  it('is no gap for heads of departments while none was dispatched: the head of the office hears', async () => {
    const accepted = simulate(pack, { at: origin, intake, script: [{ at: origin, action: 'accept' }], until: origin });
    if (!accepted.ok) throw new Error(say(accepted.rejection, 'en'));
    const no = await registeredPlanCase(db, testKeys, pack, { origin, intake: { ...intake, fields: {} } });
    await db.query('update cases set state = $2 where no = $1', [no, accepted.value.state]);
    const roles = async (): Promise<readonly string[]> => (await findGaps(db, engineOf)).gaps.map((gap) => gap.role);
    expect(await roles()).not.toContain('department-head');
    await db.query("delete from role_holders where role in ('complaint-head', 'leader', 'superior')");
    expect(await roles()).toContain('department-head');
  });
});
