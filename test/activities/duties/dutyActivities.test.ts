import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutyActivities } from '../../../activities/duties/dutyActivities.ts';
import type { Channel, Message } from '../../../activities/channels/channel.ts';
import { OWNER, type DutyDef } from '../../../domain/duties/duty.ts';
import type { Actor } from '../../../domain/case/event.ts';
import type { Database } from '../../../store/database/database.ts';
import { handIn } from '../../../store/duties/handIn.ts';
import { listDutyDays } from '../../../store/duties/listDutyDays.ts';
import { loadOrganisation } from '../../../store/people/organisation.ts';
import { own } from '../../../domain/values/own.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const HOUR = 3_600_000;
const roles = { liaison: {}, union: { level: 'branch' } };
const daily: DutyDef = {
  title: { zh: '日汇总上报', en: 'Daily return' },
  every: 'day',
  opens: '08:00',
  due: '18:00',
  does: 'return',
  owed: { level: 'outlet' },
  by: ['liaison'],
  nil: true,
  chase: [
    { after: 0, notify: ['liaison'] },
    { after: HOUR, notify: ['union'] },
  ],
};
const digest: DutyDef = {
  title: { zh: '摘要', en: 'Digest' },
  every: 'day',
  opens: '08:00',
  due: '08:30',
  does: 'digest',
  to: ['union'],
};
const ask = { pack: 'cutover-emergency', duty: 'daily-return' };
/** Noon of a day, `days` from today on, in Shanghai: the organisation is there from today on. */
const noon = (days: number): number => {
  const today = new Date(Date.now() + 8 * HOUR).toISOString().slice(0, 10);
  return Date.parse(`${today}T12:00:00+08:00`) + days * 24 * HOUR;
};
const dayOf = (days: number): string => new Date(noon(days) + 8 * HOUR).toISOString().slice(0, 10);

const improvements: DutyDef = {
  title: { zh: '改进事项到期提醒', en: 'Improvements' },
  every: 'day',
  opens: '08:00',
  due: '08:30',
  does: 'improvements',
  chase: [
    { after: -72 * HOUR, notify: [OWNER] },
    { after: 0, notify: [OWNER, 'union'] },
  ],
};
const monthly: DutyDef = { ...digest, every: 'month', on: '3', does: 'close' };

let db: Database;
let duties: ReturnType<typeof dutyActivities>;
const closed: unknown[] = [];
const sent: (Message & { readonly address: string })[] = [];
const mail: Channel = {
  name: 'email',
  send: (message, address) => {
    sent.push({ ...message, address });
    return Promise.resolve();
  },
};

beforeAll(async () => {
  ({ db } = await bankDatabase());
  await db.query('delete from people; delete from units');
  const unit = (id: string, level: string, parent?: string) => ({ id, name: `单位${id}`, level, parent });
  const person = (id: string, at: string, role: string) => ({
    id,
    name: `职员${id}`,
    unit: at,
    roles: [role],
    email: `${id}@bank.example`,
  });
  await loadOrganisation(db, {
    units: [unit('city', 'branch'), unit('east', 'outlet', 'city'), unit('west', 'outlet', 'city')],
    people: [person('li', 'east', 'liaison'), person('wu', 'west', 'liaison'), person('union', 'city', 'union')],
  });
  duties = dutyActivities({
    db,
    channels: [mail],
    locale: 'zh',
    closePeriod: (pack, days) => {
      closed.push({ pack, ...days });
      return Promise.resolve(true);
    },
    dutyOf: ({ duty }) =>
      Promise.resolve({
        def: own({ digest, close: monthly, improvements }, duty) ?? daily,
        frame: { zone: 'Asia/Shanghai' },
        roles,
      }),
  });
});
afterAll(() => db.end());

const actor = (id: string, unit: string): Actor => ({ id, unit, roles: ['liaison'], reach: true });

describe('a daily return (S1-T9, A4)', () => {
  it('is owed by every outlet that there is that day, once', async () => {
    const opened = await duties.openDuty({ ...ask, at: noon(1) });
    expect(opened).toMatchObject({ day: dayOf(1), units: 2, does: 'return', chases: [{ index: 0 }, { index: 1 }] });
    expect(await duties.openDuty({ ...ask, at: noon(1) })).toEqual(opened);
    const listed = await listDutyDays(db, { ...ask }, { limit: 10 });
    expect(listed.map(({ unit, day, doneAt, version }) => [unit, day, doneAt, version])).toEqual([
      ['east', dayOf(1), null, 0],
      ['west', dayOf(1), null, 0],
    ]);
  });

  it('is chased up the ladder: each hears once of all the units that they answer for, of those alone', async () => {
    const chase = (index: number) =>
      duties.chaseDuty({ ...ask, day: dayOf(1), dueAt: noon(1) + 6 * HOUR, chase: index });
    expect(await chase(0)).toEqual({ missing: ['east', 'west'], told: 2 });
    expect(await handIn(db, actor('li', 'east'), { ...ask, unit: 'east', day: dayOf(1), nil: true, body: {} })).toEqual(
      {
        kind: 'kept',
        version: 1,
        late: false,
      },
    );
    expect(await chase(1)).toEqual({ missing: ['west'], told: 1 });
    expect(await chase(1)).toEqual({ missing: ['west'], told: 1 });
    expect(sent.map(({ address, subject }) => [address, subject])).toEqual([
      ['li@bank.example', `【逾期未报】日汇总上报 ${dayOf(1)}:1 个单位未报`],
      ['wu@bank.example', `【逾期未报】日汇总上报 ${dayOf(1)}:1 个单位未报`],
      ['union@bank.example', `【逾期未报】日汇总上报 ${dayOf(1)}:1 个单位未报`],
    ]);
    expect(sent.at(-1)?.text).toContain('- 单位west (west)');
    expect(sent.at(-1)?.text).not.toContain('east');
  });

  it('is corrected under a new version, and done when it first was', async () => {
    const given = { ...ask, unit: 'east', day: dayOf(1), nil: false, body: { registered: 2 } };
    expect(await handIn(db, actor('li', 'east'), given)).toMatchObject({ kind: 'kept', version: 2 });
    const { rows } = await db.query(`select row from register_changes where register = 'duties' order by id`);
    expect(rows).toEqual([{ row: { nil: true, body: {} } }, { row: { nil: false, body: { registered: 2 } } }]);
  });

  it('of another unit, or of a day on which nothing is owed, is not handed in', async () => {
    const given = { ...ask, unit: 'west', day: dayOf(1), nil: true, body: {} };
    expect(await handIn(db, actor('li', 'east'), given)).toEqual({ kind: 'out-of-reach' });
    expect(await handIn(db, actor('wu', 'west'), { ...given, day: dayOf(9) })).toEqual({ kind: 'not-owed' });
  });

  it('of days that an outage hid is noted too, and who owed it is what the organisation was on each of them', async () => {
    await db.query(`update unit_history set valid_to = $1 where unit = 'west'`, [new Date(noon(3))]);
    await duties.openDuty({ ...ask, at: noon(4) });
    const { rows } = await db.query<{ day: string; unit: string }>(
      `select day::text, unit from duty_days where duty = $1 order by day, unit`,
      [ask.duty],
    );
    expect(rows.map(({ day, unit }) => `${day} ${unit}`)).toEqual([
      `${dayOf(1)} east`,
      `${dayOf(1)} west`,
      `${dayOf(2)} east`,
      `${dayOf(2)} west`,
      `${dayOf(3)} east`,
      `${dayOf(3)} west`,
      `${dayOf(4)} east`,
    ]);
  });
});

it('a digest tells each leader how things stand at their unit and below', async () => {
  sent.length = 0;
  const told = await duties.tellDigest({ ...ask, duty: 'digest', day: dayOf(1), at: Date.now() });
  expect(told).toEqual({ told: 1 });
  expect(sent.map(({ address, subject }) => [address, subject])).toEqual([
    ['union@bank.example', `【摘要】单位city ${dayOf(1)}:在办 0 件,超期 0 件`],
  ]);
});

it('the close of a month is of its first to its last day', async () => {
  expect(await duties.closeDutyPeriod({ ...ask, duty: 'close', day: '2026-11-30' })).toEqual({ closed: true });
  expect(closed).toEqual([{ pack: ask.pack, from: '2026-11-01', to: '2026-11-30' }]);
});

describe('an improvement that falls due', () => {
  const due = noon(3);
  const look = (at: number) => duties.tellDueImprovements({ pack: ask.pack, duty: 'improvements', day: dayOf(0), at });
  const heard = (): readonly string[] => sent.map(({ address, subject }) => `${address} ${subject}`).sort();

  beforeAll(async () => {
    sent.length = 0;
    await db.query(
      `insert into register_improvements (pack_id, id, cause, process, owner, unit, opened_at, due_at)
        values ($1, 'cash', 'process', '取款', 'li', 'east', $2, $3)`,
      [ask.pack, new Date(noon(-9)), new Date(due)],
    );
  });

  it('is nobody’s concern long before, and its owner’s soon before', async () => {
    expect(await look(due - 73 * HOUR)).toEqual({ told: 0, late: 0 });
    expect(await look(due - 72 * HOUR)).toEqual({ told: 1, late: 0 });
    expect(heard()).toEqual(['li@bank.example 【改进即将到期】cash:取款 (process)']);
  });

  it('is told to its owner and to the next of the ladder when it is late, each once, however often somebody looks', async () => {
    sent.length = 0;
    expect(await look(due)).toEqual({ told: 2, late: 1 });
    expect(await look(due + 24 * HOUR)).toEqual({ told: 2, late: 1 });
    expect(heard()).toEqual([
      'li@bank.example 【改进逾期】cash:取款 (process)',
      'union@bank.example 【改进逾期】cash:取款 (process)',
    ]);
  });

  it('is told anew when its due moment is another', async () => {
    sent.length = 0;
    await db.query('update register_improvements set due_at = $1', [new Date(due + 12 * HOUR)]);
    expect(await look(due + 24 * HOUR)).toEqual({ told: 2, late: 1 });
    expect(sent).toHaveLength(2);
  });

  it('is over once it is completed', async () => {
    await db.query('update register_improvements set completed_at = $1', [new Date(due + 30 * HOUR)]);
    expect(await look(due + 31 * HOUR)).toEqual({ told: 0, late: 0 });
  });
});
