import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findGaps } from '../../../activities/preflight/findGaps.ts';
import { gapLine } from '../../../activities/preflight/gapText.ts';
import type { Channel, Message } from '../../../activities/channels/channel.ts';
import { preflightActivities } from '../../../activities/preflight/preflight.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { Database } from '../../../store/database/database.ts';
import { loadOrganisation } from '../../../store/people/organisation.ts';
import { bank } from '../../support/cases/bank.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { rulesPackSource } from '../../support/rules/rulesPack.ts';
import { inARow } from '../../support/tools/inARow.ts';

const ORIGIN = Date.now() - 60_000;
const DAY = 86_400_000;
const engineOf = (body: unknown): EnginePack => resolveEngine(body as AuthoredPack, 'zh');

let db: Database;
let plan: EnginePack;
let phone = 13_900_000_710;

beforeAll(async () => {
  ({ db } = await bankDatabase());
  plan = await planIn(db, rulesPackSource());
});
/** A bank where everybody is there, and no open case. */
beforeEach(async () => {
  await db.query('delete from people');
  await loadOrganisation(db, bank);
  await db.query('update cases set acting = false, closed_at = now(), next_due_at = null');
});
afterAll(() => db.end());

async function opened(intake: NonNullable<Parameters<typeof registeredPlanCase>[3]>['intake'] = {}): Promise<string> {
  phone += 1;
  return registeredPlanCase(db, testKeys, plan, { phone: String(phone), origin: ORIGIN, intake });
}
const naming = (person: string): Promise<string> =>
  opened({ fields: { siteVisit: false, tier: 'ordinary', namedStaff: person } });
/** Roles are called `branch-leader`, people `leader`. */
const isNamed = (text: string, person: string): boolean => new RegExp(`(?<![\\w-])${person}(?![\\w-])`).test(text);
const lines = async (): Promise<readonly string[]> => {
  const { gaps, names } = await findGaps(db, engineOf);
  return gaps.map((gap) => gapLine(gap, 'en', 'Asia/Shanghai', names));
};

describe('the look ahead at a case that names somebody', () => {
  it('reports the rung that only they stand on, and names neither them nor their part in it', async () => {
    await naming('head-renminlu');
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Outlet head \(outlet-head\) at 人民路支行 \(outlet-renminlu\): everybody who holds it is kept out of /,
          /the case; 1 case, first on [^;]+ \(Beijing time\); 职员group-1 \(group-1\) would be told instead; /,
          /give the role to somebody else as well$/,
        ),
      ),
    ]);
  });

  it('is content with their deputy, and with another holder of the role', async () => {
    await naming('head-renminlu');
    await db.query("update people set deputy = 'liaison-renminlu' where id = 'head-renminlu'");
    expect(await lines()).toEqual([]);
    await db.query("update people set deputy = null where id = 'head-renminlu'");
    await db.query(
      "insert into role_holders (person, role, unit) values ('union-1', 'outlet-head', 'outlet-renminlu')",
    );
    expect(await lines()).toEqual([]);
  });

  it('never has them told instead of somebody else', async () => {
    await naming('group-1');
    await db.query("delete from people where id = 'head-renminlu'");
    const said = await lines();
    expect(said.length).toBeGreaterThan(1);
    expect(said.find((line) => line.startsWith('Outlet head'))).toContain('nobody holds it; 1 case, ');
    expect(said.join('\n')).not.toContain('group-1');
  });

  it('asks apart for a case beside it that names nobody: there the same rung is no gap', async () => {
    await naming('head-renminlu');
    await opened();
    const { cases, gaps } = await findGaps(db, engineOf);
    expect([cases, gaps.map((gap) => [gap.role, gap.cases])]).toEqual([2, [['outlet-head', 1]]]);
  });
});

describe('the look ahead at a confidential case', () => {
  it('reports each rung whose holders may not know of it, and has only those told instead who may', async () => {
    await opened({ category: 'media', channel: 'media', unit: 'branch-office' });
    const { gaps, names } = await findGaps(db, engineOf);
    expect(gaps.map((gap) => gap.role)).toContain('branch-leader');
    expect(new Set(gaps.flatMap((gap) => gap.instead?.people ?? []))).toEqual(new Set(['press-1']));
    const said = gaps.map((gap) => gapLine(gap, 'zh', 'Asia/Shanghai', names)).join('\n');
    expect(bank.people.map(({ id }) => id).filter((id) => isNamed(said, id))).toEqual(['press-1']);
  });

  it('says that nobody would be told where nobody is left who may know of it', async () => {
    await opened({ category: 'media', channel: 'media', unit: 'branch-office' });
    await db.query("delete from people where id = 'press-1'");
    const { gaps } = await findGaps(db, engineOf);
    expect(gaps.every((gap) => gap.instead === undefined)).toBe(true);
    expect((await lines()).every((line) => line.includes('nobody would be told'))).toBe(true);
  });
});

describe('the night', () => {
  const sent: (Message & { readonly to: string })[] = [];
  const inbox: Channel = {
    name: 'email',
    send: (message, to) => {
      sent.push({ ...message, to });
      return Promise.resolve();
    },
  };
  const night = (at: number): Promise<unknown> =>
    preflightActivities({ db, channels: [inbox], engineOf, zone: 'Asia/Shanghai' }).preflight({ at });

  it('tells an administrator nothing of a complaint that names them, and the others of it', async () => {
    await db.query("insert into role_holders (person, role, unit) values ('leader', 'administrator', 'branch-office')");
    await naming('leader');
    expect(await night(ORIGIN)).toEqual({ cases: 1, gaps: 1, told: 1 });
    expect(sent.map((message) => message.to)).toEqual(['local@example.invalid']);
    expect(isNamed(sent[0]?.text ?? '', 'leader')).toBe(false);

    await db.query("delete from people where id = 'union-1'");
    await opened();
    await night(ORIGIN + DAY);
    const own = sent.filter((message) => message.to === 'leader@example.invalid');
    expect(own.map((message) => message.subject)).toEqual(['【到期通知检查】1 处无人可通知']);
    expect(own[0]?.text).toContain('分行工会(union)');
    expect(own[0]?.text).not.toContain('须回避');
  });
});
