import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverActivities } from '../../../activities/notify/deliver.ts';
import { DeliveryError, type Channel, type Message } from '../../../activities/channels/channel.ts';
import { deliveryFinding } from '../../../cli/doctor/deliveryFinding.ts';
import type { DeliveryOutcome } from '../../../contracts/activities.ts';
import type { FieldValues } from '../../../domain/case/event.ts';
import { evolveAll } from '../../../domain/case/evolve.ts';
import { act } from '../../../domain/decide/act.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { deliveriesOfDecision } from '../../../domain/notify/deliveriesOf.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { phrase, say } from '../../../language/phrase.ts';
import type { Database } from '../../../store/database/database.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { readNotifications } from '../../../store/notifications/notifications.ts';
import { unreachedCauses } from '../../../store/notifications/unreachedCauses.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const keys = deriveKeys(randomBytes(32));
const MINUTE = 60_000;
const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const BASE = { origin: NINE, speed: 1 };
const HANDLER = { id: 'handler-renminlu', roles: ['handler'], unit: 'outlet-renminlu', reach: true };
let db: Database;
let pack: EnginePack;
let isDown = false;
/** Takes a message and says nothing: so it is for a worker that is killed then. */
let isSilent = false;
const sent: (Message & { readonly to: string })[] = [];

const server: Channel = {
  name: 'email',
  send: (message, to) => {
    if (isDown) return Promise.reject(new DeliveryError(phrase('smtp-refused', { reply: '421' })));
    sent.push({ ...message, to });
    return isSilent ? new Promise(() => {}) : Promise.resolve();
  },
};
const deliver = (delivery: Delivery): Promise<DeliveryOutcome> =>
  deliverActivities({ db, keys, channels: [server] }).deliver(delivery);

beforeAll(async () => {
  ({ db } = await bankDatabase());
  pack = await planIn(db);
});
afterAll(() => db.end());
beforeEach(() => {
  sent.length = 0;
  isDown = false;
  isSilent = false;
});

/** A case of that morning, taken on at nine; what is recorded of it is what its rules say. */
async function openCase(): Promise<Case> {
  const no = await registeredPlanCase(db, keys, pack, { origin: NINE });
  const one = new Case(no);
  await one.done(0, 'accept');
  return one;
}

class Case {
  readonly no: string;

  constructor(no: string) {
    this.no = no;
  }

  async done(minute: number, action: string, fields: FieldValues = {}): Promise<void> {
    const state = await this.#state();
    const command = { id: `${action}-${minute}`, action, actor: HANDLER, fields };
    const result = act(pack, state, command, NINE + minute * MINUTE, BASE);
    if (!result.ok) throw new Error(say(result.rejection, 'en'));
    await recordEvents(db, this.no, BASE, result.value.events);
  }

  /** What that gives to tell of this clock. */
  async untilMinute(minute: number, clock: string): Promise<readonly Delivery[]> {
    const state = await this.#state();
    const { events } = lapse(pack, state, NINE + minute * MINUTE, BASE);
    await recordEvents(db, this.no, BASE, events);
    return deliveriesOfDecision(pack, this.no, BASE, state, events).map((delivery) => ({
      ...delivery,
      items: delivery.items.filter((item) => item.key.startsWith(`${clock}/`)),
    }));
  }

  async rows(): Promise<readonly string[]> {
    return (await readNotifications(db, this.no)).map((one) =>
      [one.item, one.recipient, one.status, ...(one.lastError === null ? [] : [say(one.lastError, 'en')])].join(' '),
    );
  }

  async #state() {
    const state = evolveAll(
      undefined,
      (await readLog(db, this.no)).map((one) => one.event),
    );
    if (state === undefined) throw new Error('no such case');
    return state;
  }
}

const first = ([delivery]: readonly (Delivery | undefined)[]): Delivery => {
  if (delivery === undefined) throw new Error('nothing is told');
  return delivery;
};

const down = async (given: Delivery | undefined): Promise<Delivery> => {
  const delivery = first([given]);
  isDown = true;
  await expect(deliver(delivery)).rejects.toThrow('not delivered yet');
  isDown = false;
  return delivery;
};

describe('while the mail server is away', () => {
  it('the failure that Temporal shows says what to do, in the language of the installation', async () => {
    const one = await openCase();
    const warning = first(await one.untilMinute(180, 'reply'));
    isDown = true;
    await expect(deliver(warning)).rejects.toThrow(
      /^1 of 1 messages not delivered yet\n邮件服务器未接收\(SMTP 421\);最迟 .+ \(北京时间\) 再试;请检查 REDRESS_SMTP_URL$/,
    );
    await expect(deliverActivities({ db, keys, channels: [server], locale: 'en' }).deliver(warning)).rejects.toThrow(
      /\nmail server refused: SMTP 421; it is tried again by .+; check REDRESS_SMTP_URL$/,
    );
    const causes = (await unreachedCauses(db, NINE)).filter((cause) => cause.status === 'failing');
    expect(deliveryFinding(causes)).toMatchObject({
      part: 'deliveries',
      warn: true,
      detail: { en: expect.stringContaining('did not arrive: email: SMTP 421 (1)') as string },
      mend: {
        zh: '检查邮件服务器和 REDRESS_SMTP_URL;GET /v1/complaints/{no}/notifications 说明每条如何处理',
        en: expect.stringMatching(/^check the mail server and REDRESS_SMTP_URL; GET /) as string,
      },
    });
  });

  it('nothing is wrong where everything arrived, and an address is to be added where there is none', () => {
    expect(deliveryFinding([])).toMatchObject({ ok: true, count: 0 });
    const none = { status: 'undeliverable', channel: 'none', reason: phrase('no-address'), count: 2 } as const;
    expect(deliveryFinding([none]).detail.zh).toBe('最近七天有 2 条通知未送达:没有任何渠道的联系地址 (2)');
    expect(deliveryFinding([none]).mend?.en).toMatch(/^add or correct addresses with redress organisation import; /);
  });
});

describe('after the mail server was away', () => {
  it('a warning whose step was done meanwhile is not sent, and recorded as moot with the reason', async () => {
    const one = await openCase();
    const warning = await down((await one.untilMinute(180, 'reply'))[0]);
    await one.done(200, 'reply', { outcome: 'explained' });
    expect(await deliver(warning)).toMatchObject({ told: [{ person: 'handler-renminlu', outcome: 'moot' }] });
    expect(sent).toEqual([]);
    expect(await one.rows()).toEqual([
      'reply/1/75% handler-renminlu moot not needed any more: it was recorded 23 November 2026, 12:20 (Beijing time)',
    ]);
    // Asked again, for the worker was killed before it answered.
    expect(await deliver(warning)).toMatchObject({ told: [{ outcome: 'moot' }] });
    expect(sent).toEqual([]);
  });

  it('a warning that is still one goes out', async () => {
    const one = await openCase();
    const warning = await down((await one.untilMinute(180, 'reply'))[0]);
    await one.done(190, 'arrive');
    await deliver(warning);
    expect(sent.map(({ subject }) => subject)).toEqual([`【即将到期】${one.no} 4小时内回复客户`]);
  });

  it('a warning whose limit has passed is told in the words of the lapse', async () => {
    const one = await openCase();
    const warning = await down((await one.untilMinute(180, 'reply'))[0]);
    await one.untilMinute(240, 'reply');
    await deliver(warning);
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['handler-renminlu@example.invalid', `【已超时】${one.no} 4小时内回复客户`],
    ]);
  });

  it('a lapse is still told, and says what has happened since and no longer that nothing has', async () => {
    const one = await openCase();
    const lapsed = await down((await one.untilMinute(240, 'reply'))[0]);
    await one.done(1440, 'reply', { outcome: 'explained' });
    await db.query("update people set locale = 'en' where id = 'leader'");
    await deliver(lapsed);
    await db.query("update people set locale = 'zh' where id = 'leader'");
    const [mail] = sent;
    expect(sent).toHaveLength(1);
    expect(mail?.subject).toBe(`[LAPSED] ${one.no} Reply to the customer`);
    expect(mail?.text).toContain(
      'was due 23 November 2026, 13:00 (Beijing time) and was recorded 24 November 2026, 09:00',
    );
    expect(mail?.text).not.toContain('nothing is recorded');
    expect(mail?.text).toMatch(
      /Since then:\n(- .+\n)*- 24 November 2026, 09:00 \(Beijing time\) Reply to the customer\n/,
    );
    expect(mail?.text).toMatch(/It was recorded 24 November 2026, 09:00 \(Beijing time\), after the limit\.$/);
  });

  it('of several repetitions the newest is told, beside the lapse', async () => {
    const one = await openCase();
    const waiting: Delivery[] = [];
    for (const minute of [240, 300, 420])
      for (const delivery of await one.untilMinute(minute, 'reply'))
        if (delivery.items.length > 0) waiting.push(await down(delivery));
    for (const delivery of waiting) await deliver(delivery);
    const toLeader = sent.filter(({ to }) => to === 'leader@example.invalid');
    expect(toLeader.map(({ items }) => items)).toEqual([['reply/1/due'], ['reply/1/due+3h']]);
    expect((await one.rows()).filter((row) => row.includes(' moot '))).toEqual([
      'reply/1/due+1h leader moot not needed any more: a newer message about the same clock takes its place',
      'reply/1/due+1h shift-lead moot not needed any more: a newer message about the same clock takes its place',
    ]);
    expect(sent[0]?.text).toMatch(/应于 2026年11月23日 13:00 \(北京时间\) 前完成,至今没有登记/);
  });

  it('what went up a level is told, whatever was done since', async () => {
    const one = await openCase();
    const escalated = await down((await one.untilMinute(60, 'outlet'))[0]);
    expect(escalated.items[0]?.escalatedTo).toBe('branch');
    await one.done(90, 'report');
    await deliver(escalated);
    expect(sent.length).toBeGreaterThan(0);
    for (const { text } of sent) expect(text).toMatch(/此后:\n(- .+\n)*- 2026年11月23日 10:30 \(北京时间\) /);
  });

  it('a worker that was away too tells the lapse and the newest of what came after it in one message', async () => {
    const one = await openCase();
    await deliver(first(await one.untilMinute(420, 'reply')));
    const leader = sent.filter(({ to }) => to === 'leader@example.invalid');
    expect(leader.map(({ items, subject }) => [items, subject])).toEqual([
      [['reply/1/due', 'reply/1/due+3h'], `【已超时】${one.no} 4小时内回复客户(另有 1 项)`],
    ]);
    expect((await one.rows()).filter((row) => row.includes(' moot ')).map((row) => row.split(' ')[0])).toEqual([
      'reply/1/due+1h',
      'reply/1/due+1h',
    ]);
  });
});

describe('after a worker that was killed as it told', () => {
  it('the message tells the same again: whoever drops what has its key must miss nothing', async () => {
    const one = await openCase();
    const lapsed = first(await one.untilMinute(300, 'reply'));
    isSilent = true;
    void deliver(lapsed);
    await expect.poll(() => sent.length).toBeGreaterThan(0);
    const told = () => sent.map(({ key, items }) => `${key}: ${items.join()}`).toSorted();
    const before = told();
    expect(before.some((message) => message.endsWith('reply/1/due,reply/1/due+1h'))).toBe(true);
    // The repetition is one that nobody needs any more once a newer rung has fired.
    await one.untilMinute(420, 'reply');
    sent.length = 0;
    isSilent = false;
    await deliver(lapsed);
    // What was moot as a whole is not told again; what is told again is told as it was.
    expect(before).toEqual(expect.arrayContaining(told()));
    expect(told().some((message) => message.endsWith('reply/1/due,reply/1/due+1h'))).toBe(true);
  });
});
