import { phrase } from '../../../language/phrase.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findGaps } from '../../../activities/preflight/findGaps.ts';
import { gapLine, preflightMessage, refusingLine } from '../../../activities/preflight/gapText.ts';
import { DeliveryError, type Channel, type Message } from '../../../activities/channels/channel.ts';
import { preflightActivities } from '../../../activities/preflight/preflight.ts';
import { sayDue } from '../../../domain/time/sayMoment.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { Database } from '../../../store/database/database.ts';
import { loadOrganisation } from '../../../store/people/organisation.ts';
import { noteRefusing } from '../../../store/people/refusingAddresses.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { bank } from '../../support/cases/bank.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { inARow } from '../../support/tools/inARow.ts';

const ORIGIN = Date.now() - 60_000;
const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const engineOf = (body: unknown): EnginePack => resolveEngine(body as AuthoredPack, 'zh');

let db: Database;
let plan: EnginePack;

/** One case at the outlet on Renmin Road in a bank where everybody is there. */
beforeAll(async () => {
  ({ db } = await bankDatabase());
  plan = await planIn(db);
  for (const phone of ['13900000701', '13900000702'])
    await registeredPlanCase(db, testKeys, plan, { phone, origin: ORIGIN });
  await registeredPlanCase(db, testKeys, plan, { phone: '13900000703', origin: ORIGIN, speed: 600 });
});
beforeEach(async () => {
  await db.query('delete from people');
  await loadOrganisation(db, bank);
});
afterAll(() => db.end());

async function lines(): Promise<readonly string[]> {
  const { gaps, names } = await findGaps(db, engineOf);
  return gaps.map((gap) => gapLine(gap, 'en', ZONE, names));
}

describe('the look ahead', () => {
  it('finds nothing where somebody stands on every coming rung, and does not look at rehearsals', async () => {
    expect(await findGaps(db, engineOf)).toMatchObject({ cases: 2, gaps: [], refusing: [], unread: [] });
  });

  it('finds a role whose holder has left: how many cases, when first, who is told instead', async () => {
    await db.query("delete from people where id = 'leader'");
    expect(await lines()).toEqual([
      `Branch leader in charge (branch-leader) at 人民路支行 (outlet-renminlu): nobody holds it; 2 cases, first on ` +
        `${sayDue(ORIGIN + 4 * HOUR, ZONE, 'en')}; 职员shift-lead (shift-lead) would be told instead; ` +
        'give the role to somebody',
    ]);
  });

  it('finds a holder on leave without a deputy, and is content with a deputy who is there', async () => {
    await db.query("update people set absent_from = now() - interval '1 day' where id = 'head-renminlu'");
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Outlet head \(outlet-head\) at 人民路支行 \(outlet-renminlu\): everybody who holds it is away, /,
          /with no deputy who is there \(职员head-renminlu \(head-renminlu\)\); 2 cases, .* name a deputy/,
        ),
      ),
    ]);
    await db.query("update people set deputy = 'liaison-renminlu' where id = 'head-renminlu'");
    expect(await lines()).toEqual([]);
    await db.query("update people set absent_from = now() - interval '1 day' where id = 'liaison-renminlu'");
    expect(await lines()).toHaveLength(2);
  });

  it('finds a holder without any address, and says who would be told instead', async () => {
    await db.query("update people set email = null where id = 'union-1'");
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Branch trade union \(union\) .* has an address \(职员union-1 \(union-1\)\); 2 cases, .*; /,
          /职员leader \(leader\) would be told instead; enter an e-mail address or a webhook$/,
        ),
      ),
    ]);
    await db.query("update people set webhook = 'https://example.invalid/hook' where id = 'union-1'");
    expect(await lines()).toEqual([]);
  });

  it('finds a holder whose only address takes nothing, and names every such address', async () => {
    const reason = phrase('smtp-refused', { reply: '550 EENVELOPE' });
    await noteRefusing(db, { recipient: 'union-1', channel: 'email', address: 'union-1@example.invalid' }, reason);
    const found = await findGaps(db, engineOf);
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Branch trade union \(union\) .* takes messages \(职员union-1 \(union-1\)\); 2 cases, .*; /,
          /职员leader \(leader\) would be told instead; correct the address$/,
        ),
      ),
    ]);
    expect(found.refusing.map((one) => refusingLine(one, 'en', 'Asia/Shanghai', found.names))).toEqual([
      expect.stringMatching(
        inARow(
          /^职员union-1 \(union-1\): email has taken no message since .* \(Beijing time\) /,
          /\(SMTP 550 EENVELOPE\); correct the address$/,
        ),
      ),
    ]);
    const { subject, text } = preflightMessage(found, 'zh', 'Asia/Shanghai');
    expect(subject).toBe('【到期通知检查】1 处无人可通知,1 个地址收不到消息');
    expect(text).toContain('(union-1) 的 email 地址自');
    expect(text).not.toContain('example.invalid');
    await db.query("update people set webhook = 'https://example.invalid/hook' where id = 'union-1'");
    expect(await lines()).toEqual([]);
    expect((await findGaps(db, engineOf)).refusing).toMatchObject([{ person: 'union-1', only: false }]);
  });

  it('says when only the administrators are left', async () => {
    await db.query("delete from people where id in ('leader', 'shift-lead', 'hq-1')");
    expect(await lines()).toContainEqual(
      expect.stringContaining('only the administrators 职员local (local) would be told instead'),
    );
  });

  it('asks for each role once, however many cases come to it', async () => {
    let asked = 0;
    const counting = new Proxy(db, {
      get: (target, name, self) => {
        if (name !== 'query') return Reflect.get(target, name, self) as unknown;
        return (...args: Parameters<Database['query']>) => {
          asked += 1;
          return target.query(...args);
        };
      },
    });
    await findGaps(counting, engineOf);
    const two = asked;
    await registeredPlanCase(db, testKeys, plan, { phone: '13900000704', origin: ORIGIN });
    asked = 0;
    await findGaps(counting, engineOf);
    expect(asked).toBe(two);
    await db.query(
      'update cases set acting = false, closed_at = now(), next_due_at = null where no = (select max(no) from cases where not drill)',
    );
  });
});

describe('the night', () => {
  const sent: Message[] = [];
  let failing = false;
  const inbox: Channel = {
    name: 'email',
    send: (message) => {
      if (failing) return Promise.reject(new DeliveryError(phrase('smtp-refused', { reply: '450' })));
      sent.push(message);
      return Promise.resolve();
    },
  };
  const night = (at: number): Promise<unknown> =>
    preflightActivities({ db, channels: [inbox], engineOf, zone: 'Asia/Shanghai' }).preflight({ at });

  it('tells nobody of anything while there is nothing to tell', async () => {
    expect(await night(ORIGIN)).toEqual({ cases: 2, gaps: 0, told: 0 });
    expect(sent).toEqual([]);
  });

  it('tells each administrator once a night in their language, and tries again what did not go out', async () => {
    await db.query("delete from people where id = 'leader'");
    failing = true;
    await expect(night(ORIGIN)).rejects.toThrow('1 of 1 messages not delivered yet');
    failing = false;
    expect(await night(ORIGIN)).toEqual({ cases: 2, gaps: 1, told: 1 });
    await night(ORIGIN);
    expect(sent.map((message) => message.subject)).toEqual(['【到期通知检查】1 处无人可通知']);
    expect(sent[0]?.text).toContain('分行分管领导(branch-leader)@ 人民路支行 (outlet-renminlu):无人担任;涉及 2 件');
    await db.query("update people set locale = 'en' where id = 'local'");
    await night(ORIGIN + 24 * HOUR);
    expect(sent.map((message) => message.subject)).toEqual([
      '【到期通知检查】1 处无人可通知',
      '[PREFLIGHT] 1 role that nobody answers for',
    ]);
  });

  it('says how many cases cannot be looked ahead for, and looks at the others', async () => {
    await db.query("delete from people where id = 'leader'");
    const no = await registeredPlanCase(db, testKeys, plan, { phone: '13900000709', origin: ORIGIN });
    await db.query('update cases set state = state || $2::jsonb where no = $1', [
      no,
      JSON.stringify({ pack: { id: plan.id, version: plan.version, hash: 'gone' } }),
    ]);
    sent.length = 0;
    expect(await night(ORIGIN + 48 * HOUR)).toMatchObject({ cases: 3, gaps: 1, told: 1 });
    expect(sent.map((message) => message.subject)).toEqual(['【到期通知检查】1 处无人可通知,1 件无法检查']);
    expect(sent[0]?.text).toContain('1 件未结案件无法检查:制度包 gone:the pack is not in the database');
    expect(sent[0]?.text).toContain('(branch-leader)@ 人民路支行 (outlet-renminlu)');
  });

  it('goes out without its list where that cannot be written', async () => {
    await db.query("delete from people where id = 'leader'");
    const found = await findGaps(db, engineOf);
    const gaps = found.gaps.map((gap) => ({ ...gap, title: null as never }));
    const told = preflightMessage({ ...found, gaps }, 'en', ZONE);
    expect(told.subject).toContain('1 role that nobody answers for');
    expect(told.text).toContain('the list cannot be written');
    expect(told.plain).toContain('Cannot read properties of null');
  });
});
