import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError, type Channel, type Message } from '../../../activities/channels/channel.ts';
import { deliverActivities } from '../../../activities/notify/deliver.ts';
import type { ChannelName } from '../../../domain/notify/channels.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { phrase } from '../../../language/phrase.ts';
import type { Database } from '../../../store/database/database.ts';
import { readLateness } from '../../../store/notifications/lateness.ts';
import { readNotifications } from '../../../store/notifications/notifications.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { deliveryOf, planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const keys = deriveKeys(randomBytes(32));
const HOUR = 3_600_000;
const sent: { readonly by: ChannelName; readonly to: string; readonly message: Message }[] = [];
/** Channels that take nothing: for now, or for good. */
const shut = new Map<ChannelName, 'now' | 'good'>();
let db: Database;
let pack: EnginePack;
let no: string;

const channel = (name: ChannelName, realOnly = false): Channel => ({
  name,
  realOnly,
  send: (message, to) => {
    const how = shut.get(name);
    if (how !== undefined)
      return Promise.reject(new DeliveryError(phrase('http-refused', { status: 500 }), { forGood: how === 'good' }));
    sent.push({ by: name, to, message });
    return Promise.resolve();
  },
});
const channels = [channel('email'), channel('sms', true), channel('wecom', true)];
const deliver = (delivery: Delivery): Promise<unknown> =>
  deliverActivities({ db, keys, channels, caseLink: 'https://bank.example/c/{no}' }).deliver(delivery);
const waitOf = (delivery: Delivery): Promise<number> =>
  deliver(delivery).then(
    () => Number.NaN,
    (error: { readonly nextRetryDelay?: number }) => error.nextRetryDelay ?? Number.NaN,
  );
const told = (): readonly string[] => sent.map(({ by, to }) => `${by} ${to}`);
const statuses = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await readNotifications(db, no)).map((one) => [`${one.recipient}/${one.channel}`, one.status]));
const set = (columns: object): Promise<unknown> =>
  db.query(
    `update people set (sms, wecom, channels, quiet) = (select sms, wecom, channels, quiet
      from jsonb_populate_record(null::people, $1::jsonb)) where id = 'head-renminlu'`,
    [JSON.stringify(columns)],
  );

beforeAll(async () => {
  ({ db } = await bankDatabase());
  pack = await planIn(db);
});
afterAll(() => db.end());
beforeEach(async () => {
  no = await registeredPlanCase(db, keys, pack);
  sent.length = 0;
  shut.clear();
  await set({});
  await db.query('delete from refusing_addresses');
});
afterEach(() => vi.useRealTimers());

const lapse = (over: Partial<Delivery> = {}): Delivery => deliveryOf(no, pack, over, { notify: ['outlet-head'] });
const warning = (over: Partial<Delivery> = {}): Delivery => {
  const dueAt = Date.now() + 30 * 60_000;
  return deliveryOf(no, pack, over, { notify: ['outlet-head'], key: 'reply/1/-30m', dueAt, plannedAt: Date.now() });
};
const MAIL = 'email head-renminlu@example.invalid';
const SMS = 'sms +8613900001234';

describe('a person with an order of channels', () => {
  beforeEach(() =>
    set({
      sms: '+8613900001234',
      wecom: 'outlet-group',
      channels: { warning: ['wecom', 'email'], lapse: ['sms', 'email'] },
    }),
  );

  it('is told of a warning by the first of its channels, and of a lapse by the first of those', async () => {
    await deliver(warning());
    await deliver(lapse());
    expect(told()).toEqual(['wecom outlet-group', SMS]);
  });

  it('is told of what has no order by every channel', async () => {
    await deliver(
      deliveryOf(no, pack, {
        items: [{ ...(lapse().items[0] as Delivery['items'][number]), dueAt: undefined as never }],
      }),
    );
    expect(told().toSorted()).toEqual([MAIL, SMS, 'wecom outlet-group']);
  });

  it('is told by the next at once when the first refuses for good', async () => {
    shut.set('sms', 'good');
    await deliver(lapse());
    expect(told()).toEqual([MAIL]);
    expect(await statuses()).toEqual({ 'head-renminlu/sms': 'refused', 'head-renminlu/email': 'delivered' });
  });

  it('is told by the next when the first is silent for as long as the pack waits, and by that alone', async () => {
    shut.set('sms', 'now');
    await expect(deliver(lapse())).rejects.toThrow('1 of 1');
    await db.query("update notifications set first_attempt_at = first_attempt_at - interval '4 hours'");
    await deliver(lapse());
    expect(told()).toEqual([MAIL]);
    expect(await statuses()).toEqual({ 'head-renminlu/sms': 'refused', 'head-renminlu/email': 'delivered' });
  });

  it('is replaced by the fallback once every channel of the order is given up', async () => {
    shut.set('sms', 'good').set('email', 'good');
    await expect(deliver(lapse())).rejects.toThrow('not delivered yet');
    expect(Object.keys(await statuses())).toContain('group-1/email');
  });

  it('is told in a drill by what reaches nobody real', async () => {
    no = await registeredPlanCase(db, keys, pack, { speed: 600 });
    await deliver(lapse({ base: { origin: Date.now(), speed: 600 } }));
    expect(told()).toEqual([MAIL]);
  });
});

describe('a group', () => {
  beforeEach(() => set({ wecom: 'outlet-group', channels: { lapse: ['wecom'] } }));

  it('is told number, step, due moment and where to look, and nothing else', async () => {
    await deliver(lapse());
    expect(sent[0]?.message.brief).toEqual([
      expect.stringMatching(
        new RegExp(`^${no} 4小时内回复客户 \\(S1-T4\\) 已到期,到期 .*\\(北京时间\\) https://bank.example/c/${no}$`),
      ),
    ]);
    expect(sent[0]?.message.brief.join()).not.toMatch(/测试|1390000/);
  });

  it('is not told of a case that not everybody may know of: the person is, by another channel', async () => {
    await db.query("update cases set recused = '{somebody}' where no = $1", [no]);
    await deliver(lapse());
    expect(told()).toEqual([MAIL]);
  });

  it('is told once however many of its people are to be told', async () => {
    await db.query("update people set wecom = 'outlet-group', channels = $1 where id = 'group-1'", [
      { lapse: ['wecom'] },
    ]);
    await deliver(deliveryOf(no, pack));
    expect(new Set(sent.map(({ to, message }) => `${to} ${message.brief.join()}`)).size).toBe(1);
    await db.query("update people set wecom = null, channels = null where id = 'group-1'");
  });
});

describe('quiet hours', () => {
  const at = (time: string): void => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
  };
  beforeEach(() => set({ quiet: { from: '22:00', to: '07:00' } }));

  it('hold a warning back until they end, without a try', async () => {
    at('2026-11-23T23:30:00+08:00');
    expect(await waitOf(warning())).toBe(7.5 * HOUR);
    expect(await readNotifications(db, no)).toMatchObject([
      { status: 'pending', attempts: 0, heldUntil: new Date('2026-11-24T07:00:00+08:00') },
    ]);
    expect(told()).toEqual([]);
    at('2026-11-24T07:00:00+08:00');
    await deliver(warning());
    expect(told()).toEqual([MAIL]);
  });

  it('never hold back a lapse or a notice', async () => {
    at('2026-11-24T03:00:00+08:00');
    await deliver(lapse());
    expect(told()).toEqual([MAIL]);
  });

  it('of one person hold up nobody else', async () => {
    at('2026-11-24T03:00:00+08:00');
    const delivery = warning();
    const items = delivery.items.map((item) => ({ ...item, notify: ['outlet-head', 'branch-group'] }));
    expect(await waitOf({ ...delivery, items })).toBe(4 * HOUR);
    expect(told()).toEqual(['email group-1@example.invalid']);
  });

  it('go by the zone of the unit', async () => {
    await db.query("update units set timezone = 'Europe/London' where id = 'outlet-renminlu'");
    at('2026-11-24T03:00:00+08:00');
    await deliver(warning());
    expect(told()).toEqual([MAIL]);
    await db.query("update units set timezone = null where id = 'outlet-renminlu'");
  });

  it('are nothing to a drill', async () => {
    at('2026-11-24T03:00:00+08:00');
    no = await registeredPlanCase(db, keys, pack, { speed: 600 });
    await deliver(warning({ base: { origin: Date.now(), speed: 600 } }));
    expect(told()).toEqual([MAIL]);
  });

  it('do not make a held warning count as one that is not told', async () => {
    const { quiet: _none, ...span } = { quiet: 0, from: '2000-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' };
    const viewer = { id: 'local', roles: ['administrator'] };
    const before = await readLateness(db, { ...span, drills: false, viewer });
    const [from, to] = [-1, 60].map((minutes) =>
      new Date(Date.now() + 8 * HOUR + minutes * 60_000).toISOString().slice(11, 16),
    );
    await set({ quiet: { from, to } });
    await expect(deliver(warning())).rejects.toThrow('1 of 1');
    const after = await readLateness(db, { ...span, drills: false, viewer });
    expect(after.delivered.outstanding).toBe(before.delivered.outstanding);
  });
});
