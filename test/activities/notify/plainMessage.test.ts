import { phrase } from '../../../language/phrase.ts';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverActivities } from '../../../activities/notify/deliver.ts';
import { DeliveryError, type Channel, type Message } from '../../../activities/channels/channel.ts';
import { messageFinding } from '../../../cli/doctor/messageFinding.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Database } from '../../../store/database/database.ts';
import { readLateness } from '../../../store/notifications/lateness.ts';
import { readNotifications } from '../../../store/notifications/notifications.ts';
import { findPackByHash } from '../../../store/rules/packs.ts';
import { countPlainMessages, plainCauses } from '../../../store/notifications/plainMessages.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { deliveryOf, planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';

const keys = deriveKeys(randomBytes(32));
const HOUR = 3_600_000;
let db: Database;
let pack: EnginePack;
const sent: (Message & { readonly to: string })[] = [];
const said: { readonly what: string; readonly details: Readonly<Record<string, unknown>> }[] = [];
/** What the channel throws. */
let fault: Error | undefined;

const inbox: Channel = {
  name: 'email',
  send: (message, to) => {
    if (fault !== undefined) return Promise.reject(fault);
    sent.push({ ...message, to });
    return Promise.resolve();
  },
};

beforeAll(async () => {
  ({ db } = await bankDatabase());
  pack = await planIn(db);
  await db.query("update people set locale = 'en' where id = 'group-1'");
});
beforeEach(() => {
  sent.length = 0;
  said.length = 0;
  fault = undefined;
});
afterAll(() => db.end());

const deliver = (delivery: Delivery): Promise<unknown> =>
  deliverActivities({ db, keys, channels: [inbox], say: (what, details) => said.push({ what, details }) }).deliver(
    delivery,
  );

type Body = Record<string, unknown> & { messages: Record<string, unknown> };

/** The plan with something spoilt in it, as it stands in the database; its hash. */
async function spoilt(change: (body: Body) => unknown): Promise<string> {
  const body = structuredClone((await findPackByHash(db, pack.hash))?.body) as Body;
  const stored = change(body) ?? body;
  const hash = randomBytes(16).toString('hex');
  await db.query('insert into packs (id, version, hash, body) values ($1, $2, $3, $4)', [
    `spoilt-${hash}`,
    '1.0.0',
    hash,
    JSON.stringify(stored),
  ]);
  return hash;
}

const lapsed = (text: string) => (body: Body) => {
  body.messages['lapsed'] = { subject: { zh: '{{ no }}', en: '{{ no }}' }, text: { zh: text, en: text } };
};

const FAULTS: readonly (readonly [string, (body: Body) => unknown, string])[] = [
  ['is not there', (body) => void delete body.messages['lapsed'], 'the pack has no message "lapsed"'],
  ['has a filter that nobody knows', lapsed('{{ no | shout }}'), 'undefined filter: shout'],
  ['has a template that does not end', lapsed('{% if drill %}'), 'tag {% if drill %} not closed'],
  ['has a tag that nobody knows', lapsed('{% shout %}'), 'tag "shout" not found'],
  [
    'runs for longer than anybody waits',
    lapsed('{% for i in (1..100000) %}{% for j in (1..100000) %}{{ j }}{% endfor %}{% endfor %}'),
    'limit exceeded',
  ],
  ['is longer than anybody reads', lapsed('long '.repeat(20_000)), 'the text has 99999 characters'],
  ['says nothing', lapsed('{{ nobody }}'), 'the text is empty'],
  ['has words in no language', (body) => void (body.messages['lapsed'] = { subject: {}, text: {} }), 'has no subject'],
  ['is null', (body) => void (body.messages['lapsed'] = null), ''],
  ['stands in a pack without messages', (body) => void delete (body as { messages?: unknown }).messages, ''],
  ['stands in a pack with a category of no title', (body) => void (body['categories'] = { 'non-blueprint': {} }), ''],
  [
    'stands in a pack in a zone that there is not',
    (body) => void (body['timezone'] = 'Mars/Olympus'),
    'Invalid time zone',
  ],
  ['stands in a pack whose roles are gone', (body) => void (body['roles'] = null), ''],
  ['stands in a pack that is no object', () => 'nonsense', 'the pack has no message'],
];

describe('a message that cannot be rendered', () => {
  it.each(FAULTS)(
    'because it %s goes out in plain form, in the recipient’s language, once',
    async (_, change, cause) => {
      const packHash = await spoilt(change);
      const no = await registeredPlanCase(db, keys, pack);
      const delivery = deliveryOf(no, pack, { packHash });
      await deliver(delivery);
      await deliver(delivery);
      const rows = await readNotifications(db, no);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row).toMatchObject({ status: 'delivered', attempts: 1 });
        expect(row.plainBecause).toContain(cause);
        expect(row.plainBecause).not.toMatch(/\n|测试乙|13900009999/);
      }
      expect(sent).toHaveLength(rows.length);
      for (const { subject, text } of sent) {
        expect(subject).toContain(no);
        expect(subject).toMatch(/已到期|has lapsed/);
        expect(text).toContain(`/v1/complaints/${no}/timeline`);
        expect(text).not.toContain('测试乙');
      }
      const english = sent.find((one) => one.to === 'group-1@example.invalid');
      if (english !== undefined) expect(english.text).toMatch(/^Case .* has lapsed\.\nDue at: /);
      expect(said.map((one) => one.what)).toEqual(rows.map(() => 'a message went out in plain form'));
      for (const { details } of said) expect(details['because']).toContain(cause);
      expect(JSON.stringify(said)).not.toMatch(/example\.invalid|测试乙/);
    },
  );

  it('because its pack is not in the database goes out in plain form too', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    await deliver(deliveryOf(no, pack, { packHash: 'gone' }));
    expect(sent.map((one) => one.subject)).toEqual(sent.map(() => expect.stringContaining(no)));
    expect(sent.length).toBeGreaterThan(0);
  });

  it('tells a client that there is news, and nothing of the deadlines of the house', async () => {
    const packHash = await spoilt(lapsed('{{ no | shout }}'));
    const no = await registeredPlanCase(db, keys, pack, { email: 'client@example.invalid' });
    await deliver(deliveryOf(no, pack, { packHash }, { notify: ['complainant'] }));
    expect(sent).toMatchObject([{ to: 'client@example.invalid', subject: `您的投诉 ${no} 有新进展` }]);
    expect(sent[0]?.text).not.toMatch(/回复客户|timeline|S1-T4/);
  });

  it('does not spoil those that are told together with it', async () => {
    const packHash = await spoilt((body) => {
      body.messages['spoilt'] = body.messages['lapsed'];
      lapsed('{{ no | shout }}')({ ...body, messages: body.messages });
      body.messages['whole'] = body.messages['spoilt'];
    });
    const no = await registeredPlanCase(db, keys, pack);
    const at = Date.now();
    const item = { at, dueAt: at, title: '回复', notify: ['outlet-head'], coalesced: true };
    const items = [
      { ...item, key: 'reply/1/due', message: 'lapsed' },
      { ...item, key: 'on-site/1/due', message: 'whole' },
    ];
    await deliver(deliveryOf(no, pack, { packHash, items }));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain('请网点负责人立即督办');
    const rows = await readNotifications(db, no);
    expect(rows.map((one) => [one.item, one.plainBecause === null])).toEqual([
      ['on-site/1/due', true],
      ['reply/1/due', false],
    ]);
  });

  it('is counted, by cause, for the doctor, the lateness and the figures', async () => {
    const before = await countPlainMessages(db);
    const packHash = await spoilt(lapsed('{{ no | mumble }}'));
    const no = await registeredPlanCase(db, keys, pack);
    await deliver(deliveryOf(no, pack, { packHash }));
    expect(await countPlainMessages(db)).toBe(before + 2);
    const causes = (await plainCauses(db, Date.now() - HOUR)).filter((one) => one.because.includes('mumble'));
    expect(causes).toMatchObject([{ message: 'lapsed', count: 2 }]);
    const finding = messageFinding(causes);
    expect(finding).toMatchObject({ part: 'messages', ok: true, warn: true, count: 2 });
    expect(finding.detail.en).toContain('undefined filter: mumble');
    const viewer = { id: 'local', roles: ['administrator'], unit: 'hq', reach: true };
    const query = { from: new Date(Date.now() - HOUR).toISOString(), to: new Date(Date.now() + HOUR).toISOString() };
    expect((await readLateness(db, { ...query, drills: false, viewer })).plain).toBeGreaterThanOrEqual(2);
  });

  it('is in its own words as soon as they can be made', async () => {
    const packHash = await spoilt(lapsed('{{ no | shout }}'));
    const no = await registeredPlanCase(db, keys, pack);
    fault = new DeliveryError(phrase('smtp-refused', { reply: '451' }));
    await expect(deliver(deliveryOf(no, pack, { packHash }))).rejects.toThrow('not delivered yet');
    expect((await readNotifications(db, no)).map((one) => one.plainBecause)).toEqual([
      expect.stringContaining('shout'),
      expect.stringContaining('shout'),
    ]);
    fault = undefined;
    await deliver(deliveryOf(no, pack));
    expect((await readNotifications(db, no)).map((one) => one.plainBecause)).toEqual([null, null]);
  });
});

describe('what else cannot mend itself', () => {
  it('is a channel that fails in a way of its own: seen as failing, tried again, and nobody else waits', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    fault = new TypeError('somebody@example.invalid is undefined');
    await expect(deliver(deliveryOf(no, pack))).rejects.toThrow('2 of 2 messages not delivered yet');
    expect((await readNotifications(db, no)).map((one) => [one.status, one.lastError])).toEqual([
      ['failing', phrase('channel-failed', { name: 'TypeError' })],
      ['failing', phrase('channel-failed', { name: 'TypeError' })],
    ]);
  });

  it('is a sealed address that nobody can open: the row says so, and the others are told', async () => {
    const no = await registeredPlanCase(db, keys, pack, { email: 'client@example.invalid' });
    await db.query(
      "update complaints set sealed_complainant = '\\x00112233445566778899aabbccddeeff00112233445566778899'::bytea " +
        'where no = $1',
      [no],
    );
    await deliver(deliveryOf(no, pack, {}, { notify: ['complainant', 'outlet-head'] }));
    expect(sent.map((one) => one.to)).toEqual(['head-renminlu@example.invalid']);
    const row = (await readNotifications(db, no)).find((one) => one.recipient === 'complainant');
    expect(row).toMatchObject({
      status: 'undeliverable',
      lastError: phrase('sealed-unreadable'),
    });
  });
});
