import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findGaps } from '../../../activities/preflight/findGaps.ts';
import { gapLine } from '../../../activities/preflight/gapText.ts';
import { addresseesOf } from '../../../activities/notify/addresseesOf.ts';
import { sayDue } from '../../../domain/time/sayMoment.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { dateIn } from '../../../domain/time/zone.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import type { Database } from '../../../store/database/database.ts';
import { loadOrganisation } from '../../../store/people/organisation.ts';
import { bank } from '../../support/cases/bank.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { deliveryOf, planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { inARow } from '../../support/tools/inARow.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const ZONE = 'Asia/Shanghai';
const time = (at: number): string => sayDue(at, ZONE, 'en');
const engineOf = (body: unknown): EnginePack => resolveEngine(body as AuthoredPack, 'zh');
const MESSAGE = { subject: { zh: '{{ no }}', en: '{{ no }}' }, text: { zh: '{{ no }}', en: '{{ no }}' } };

/**
 * Two clocks of the whole case. The reply, owed in six days, is told to the heads of the departments that owe a share,
 * or else to the branch group; the outlet head is told halfway and at the end.
 */
const SOURCE = JSON.stringify({
  id: 'heads',
  version: '1.0.0',
  title: { zh: '头', en: 'Heads' },
  timezone: 'Asia/Shanghai',
  objects: ['complaint'],
  acceptance: 'at-registration',
  levels: [
    { id: 'outlet', title: { zh: '支行', en: 'Outlet' } },
    { id: 'branch', title: { zh: '分行', en: 'Branch' } },
  ],
  roles: {
    clerk: { title: { zh: '收件', en: 'Clerk' } },
    handler: { title: { zh: '经办', en: 'Handler' }, follows: 'handler', fallback: 'outlet-head' },
    'outlet-head': { title: { zh: '支行负责人', en: 'Outlet head' }, level: 'outlet', fallback: 'branch-group' },
    'branch-group': { title: { zh: '分行小组', en: 'Branch group' }, level: 'branch' },
    'department-head': {
      title: { zh: '部门负责人', en: 'Department head' },
      follows: 'department',
      fallback: 'branch-group',
    },
    administrator: { title: { zh: '管理员', en: 'Administrator' } },
  },
  channels: { outlet: { title: { zh: '网点', en: 'Outlet' }, entry: 'outlet' } },
  lists: {},
  fields: {
    tier: { title: { zh: '等级', en: 'Tier' }, type: 'text' },
    siteVisit: { title: { zh: '上门', en: 'Visit' }, type: 'boolean' },
  },
  categories: { 'non-blueprint': { title: { zh: '其他', en: 'Other' } } },
  actions: {
    dispatch: { by: ['handler'] },
    'answer-dispatch': { by: ['department-head'] },
    resolve: { by: ['handler'] },
    close: { by: ['handler'] },
  },
  steps: { reply: { title: { zh: '答复', en: 'Reply' }, by: ['handler'] } },
  clocks: {
    reply: {
      title: { zh: '答复', en: 'Reply' },
      start: 'registered',
      stop: 'reply',
      limit: { hours: 144 },
      warn: [{ percent: 50, notify: ['outlet-head'] }],
      ladder: 'reply',
      severity: 5,
    },
  },
  ladders: { reply: [{ at: 'due', notify: ['department-head', 'outlet-head'], message: 'lapsed' }] },
  approvals: {},
  classes: [{ class: 'pending', title: { zh: '待定', en: 'Pending' } }],
  notices: [],
  messages: { warning: MESSAGE, lapsed: MESSAGE },
});

let db: Database;
let plan: EnginePack;
let origin: number;
let no: string;

beforeAll(async () => {
  ({ db } = await bankDatabase());
  plan = await planIn(db, SOURCE);
});
/** Everybody is there; one open case, just registered, which nobody was dispatched for. */
beforeEach(async () => {
  await db.query('delete from people');
  await loadOrganisation(db, bank);
  await db.query('update cases set acting = false, closed_at = now(), next_due_at = null');
  origin = Date.now() - MINUTE;
  no = await registeredPlanCase(db, testKeys, plan, {
    phone: String(13_900_000_800 + Math.floor(origin % 100)),
    origin,
  });
});
afterAll(() => db.end());

const lines = async (): Promise<readonly string[]> => {
  const { gaps, names } = await findGaps(db, engineOf);
  return gaps.map((gap) => gapLine(gap, 'en', ZONE, names));
};
const dispatched = (departments: readonly string[]): Promise<unknown> =>
  db.query(`update cases set state = jsonb_set(state, '{dispatches}', $2) where no = $1`, [
    no,
    JSON.stringify(
      departments.map((department, index) => ({
        id: `d${index + 1}`,
        department,
        status: 'open',
        dispatchedAt: origin,
        rerouted: 0,
      })),
    ),
  ]);
/** Whom the delivery of the reply's lapse reaches. */
const delivered = async (departments: readonly string[] = []): Promise<readonly string[]> => {
  const delivery = deliveryOf(
    no,
    plan,
    {},
    { notify: ['department-head'], ...(departments.length === 0 ? {} : { departments }) },
  );
  const { addressees } = await addresseesOf({ db, keys: testKeys }, plan.roles, delivery, {});
  return addressees.map((one) => one.recipient);
};
const away = (id: string, from: number, to: number): Promise<unknown> =>
  db.query('update people set absent_from = $2, absent_to = $3 where id = $1', [
    id,
    dateIn(from, 'Asia/Shanghai'),
    dateIn(to, 'Asia/Shanghai'),
  ]);

describe('the look ahead at a rung that tells the departments that owe', () => {
  it('is content with whoever stands in for their heads while no department owes, as the delivery is', async () => {
    expect(await delivered()).toEqual(['group-1']);
    expect(await lines()).toEqual([]);
  });

  it('finds the rung that only the administrators are left for, and that nobody is', async () => {
    await db.query("delete from people where id = 'group-1'");
    expect(await delivered()).toEqual(['local']);
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Department head \(department-head\) at 人民路支行 \(outlet-renminlu\): .* /,
          /only the administrators 职员local \(local\) would be told instead/,
        ),
      ),
    ]);
    await db.query("delete from people where id = 'local'");
    expect(await delivered()).toEqual(['nobody']);
    expect(await lines()).toEqual([expect.stringMatching(/^Department head .*; nobody would be told; /)]);
  });

  it('asks for the head of each department that owes, once', async () => {
    await dispatched(['dept-it', 'dept-operations', 'dept-it']);
    expect(await delivered(['dept-it', 'dept-operations'])).toEqual(['it-head', 'ops-head']);
    expect(await lines()).toEqual([]);
    await db.query("delete from people where id = 'it-head'");
    expect(await lines()).toEqual([
      expect.stringMatching(
        inARow(
          /^Department head \(department-head\) at 人民路支行 \(outlet-renminlu\) \/ 科技部 \(dept-it\): /,
          /nobody holds it; 1 case, .*; 职员group-1 \(group-1\) would be told instead/,
        ),
      ),
    ]);
  });
});

describe('the look ahead at a rung that stands in a leave', () => {
  it('finds the leave that covers the moment of a later rung, and says which moment', async () => {
    await away('head-renminlu', origin + 5 * DAY, origin + 7 * DAY);
    expect(await lines()).toEqual([
      'Outlet head (outlet-head) at 人民路支行 (outlet-renminlu): everybody who holds it is away, with no deputy ' +
        `who is there (职员head-renminlu (head-renminlu)); 1 case, first on ${time(origin + 6 * DAY)}; ` +
        '职员group-1 (group-1) would be told instead; name a deputy ' +
        `who is there, or change the leave`,
    ]);
  });

  it('is content with who is back before the first rung, and with a leave after the last', async () => {
    await away('head-renminlu', origin - DAY, origin + DAY);
    expect(await lines()).toEqual([]);
    await away('head-renminlu', origin + 7 * DAY, origin + 90 * DAY);
    expect(await lines()).toEqual([]);
  });

  it('counts the first and the last day of a leave as away', async () => {
    await away('head-renminlu', origin + 3 * DAY, origin + 3 * DAY);
    expect(await lines()).toHaveLength(1);
    await away('head-renminlu', origin + 4 * DAY, origin + 5 * DAY);
    expect(await lines()).toEqual([]);
  });

  it('asks whether the deputy is there at that moment', async () => {
    await away('head-renminlu', origin - DAY, origin + 7 * DAY);
    await db.query("update people set deputy = 'liaison-renminlu' where id = 'head-renminlu'");
    expect(await lines()).toEqual([]);
    await away('liaison-renminlu', origin + 4 * DAY, origin + 8 * DAY);
    expect(await lines()).toEqual([
      expect.stringContaining(`1 case, first on ${time(origin + 6 * DAY)}; 职员group-1 `),
    ]);
  });

  it('says a gap once and counts a case once, however many leaves of others begin and end between', async () => {
    await db.query("delete from people where id = 'head-renminlu'");
    await away('press-1', origin + DAY, origin + 2 * DAY);
    await away('union-1', origin + 4 * DAY, origin + 5 * DAY);
    expect(await lines()).toEqual([
      expect.stringContaining(`nobody holds it; 1 case, first on ${time(origin + 3 * DAY)};`),
    ]);
  });

  it('asks as of now for a rung that should have fired already', async () => {
    await registeredPlanCase(db, testKeys, plan, { phone: '13900000899', origin: origin - 8 * DAY });
    await away('head-renminlu', origin - 9 * DAY, origin - DAY);
    expect(await lines()).toEqual([]);
    await away('head-renminlu', origin - DAY, origin + DAY);
    expect(await lines()).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('goes by who is there now', async () => {
    await db.query("delete from people where id = 'local'");
    await away('group-1', origin - DAY, Date.now() + DAY);
    expect(await delivered()).toEqual(['nobody']);
    await away('group-1', Date.now() + DAY, Date.now() + 2 * DAY);
    expect(await delivered()).toEqual(['group-1']);
  });
});
