import { phrase, say, type Phrase } from '../../../language/phrase.ts';
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverActivities } from '../../../activities/notify/deliver.ts';
import { mailChannel } from '../../../activities/channels/mailChannel.ts';
import { webhookChannel } from '../../../activities/channels/webhookChannel.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Database } from '../../../store/database/database.ts';
import { refusingAddresses } from '../../../store/people/refusingAddresses.ts';
import { readNotifications } from '../../../store/notifications/notifications.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';
import { deliveryOf, planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';

const keys = deriveKeys(randomBytes(32));
const secret = randomBytes(32).toString('base64');
let db: Database;
let pack: EnginePack;
let smtp: SMTPServer;
let drillSmtp: SMTPServer;
let http: Server;
let hookUrl: string;
let urls: readonly [string, string];

/** What the mail server answers to a recipient: a code, nothing at all, or (absent) yes. */
const answers = new Map<string, number | 'silence'>();
const mails: {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly drill: boolean;
}[] = [];
const hooks: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
let hookStatus = 204;
/** What the mail server answers to our sender. */
let senderRefused: number | undefined;

beforeAll(async () => {
  ({ db } = await bankDatabase());
  pack = await planIn(db);
  smtp = await mailServer(false);
  drillSmtp = await mailServer(true);
  urls = [smtp, drillSmtp].map(
    (server) => `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`,
  ) as unknown as readonly [string, string];
  http = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      hooks.push({ headers: request.headers, body });
      response.writeHead(hookStatus).end();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  hookUrl = `http://127.0.0.1:${(http.address() as { port: number }).port}/hook`;
});
afterAll(async () => {
  smtp.close();
  drillSmtp.close();
  http.close();
  await db.end();
});
beforeEach(() => {
  answers.clear();
  mails.length = 0;
  hooks.length = 0;
  hookStatus = 204;
});

async function mailServer(drill: boolean): Promise<SMTPServer> {
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) =>
      done(senderRefused === undefined ? null : Object.assign(new Error('no'), { responseCode: senderRefused })),
    onRcptTo: (address, _session, done) => {
      const answer = answers.get(address.address);
      if (answer === 'silence') return;
      done(answer === undefined ? null : Object.assign(new Error('no'), { responseCode: answer }));
    },
    onData: (stream, session, done) => {
      const keep = async (): Promise<void> => {
        const mail = await simpleParser(stream);
        for (const { address } of session.envelope.rcptTo)
          mails.push({
            to: address,
            messageId: mail.messageId ?? '',
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            drill,
          });
        done();
      };
      void keep();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return server;
}

const deliver = (socketTimeout = 20_000, locale?: 'zh' | 'en'): ReturnType<typeof deliverActivities>['deliver'] =>
  deliverActivities({
    db,
    keys,
    ...(locale === undefined ? {} : { locale }),
    channels: [
      mailChannel({
        smtpUrl: urls[0],
        drillSmtpUrl: urls[1],
        from: 'Redress <redress@example.invalid>',
        socketTimeout,
      }),
      webhookChannel(secret),
    ],
  }).deliver;
const statuses = async (no: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await readNotifications(db, no)).map((one) => [
      `${one.recipient}/${one.channel}`,
      `${one.status} ${one.attempts}`,
    ]),
  );

describe('a mail', () => {
  it('goes to everybody concerned, once, in their language, however often it is asked for', async () => {
    await db.query("update people set locale = 'en' where id = 'group-1'");
    const no = await registeredPlanCase(db, keys, pack);
    const delivery = deliveryOf(no, pack);
    await deliver()(delivery);
    await deliver()(delivery);
    expect(mails.map((mail) => mail.to).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'group-1@example.invalid',
      'head-renminlu@example.invalid',
    ]);
    const [english, chinese] = ['group-1@example.invalid', 'head-renminlu@example.invalid'].map((to) =>
      mails.find((mail) => mail.to === to),
    );
    expect(english?.subject).toBe(`[LAPSED] ${no} Reply to the customer`);
    expect(english?.text).toContain('Branch complaint group: please step in now');
    expect(chinese?.subject).toBe(`【已超时】${no} 4小时内回复客户`);
    expect(chinese?.text).toContain('请网点负责人立即督办');
    expect(chinese?.text).not.toContain('测试乙');
    expect(await statuses(no)).toEqual({ 'group-1/email': 'delivered 1', 'head-renminlu/email': 'delivered 1' });
    await db.query("update people set locale = 'zh' where id = 'group-1'");
  });

  it.each([
    ['refused for now', 451, 'SMTP 451'],
    ['not answered', 'silence', 'SMTP ETIMEDOUT'],
  ] as const)('that is %s is tried again, seen as failing, and holds up nobody else', async (_, answer, error) => {
    const no = await registeredPlanCase(db, keys, pack);
    answers.set('head-renminlu@example.invalid', answer);
    await expect(deliver(600)(deliveryOf(no, pack))).rejects.toThrow('1 of 2 messages not delivered yet');
    expect(await statuses(no)).toEqual({ 'group-1/email': 'delivered 1', 'head-renminlu/email': 'failing 1' });
    await expect(deliver(600)(deliveryOf(no, pack))).rejects.toThrow('1 of 2');
    const failing = (await readNotifications(db, no)).find((one) => one.recipient === 'head-renminlu');
    expect([failing?.attempts, say(failing?.lastError as Phrase, 'en').startsWith(error)]).toEqual([2, true]);
    expect(JSON.stringify(failing?.lastError)).not.toContain('@');
    answers.clear();
    await deliver()(deliveryOf(no, pack));
    expect(await statuses(no)).toEqual({ 'group-1/email': 'delivered 1', 'head-renminlu/email': 'delivered 3' });
    expect(mails.filter((mail) => mail.to === 'group-1@example.invalid')).toHaveLength(1);
    const attempts = await db.query('select outcome from notification_attempts where key like $1 order by attempt', [
      `${no}/%/head-renminlu/email`,
    ]);
    expect(attempts.rows.map((row) => row.outcome)).toEqual(['failing', 'failing', 'delivered']);
  });

  it('of a rehearsal goes to the sink only, and never to the complainant', async () => {
    const no = await registeredPlanCase(db, keys, pack, { speed: 600, email: 'client@example.invalid' });
    const delivery = deliveryOf(
      no,
      pack,
      { base: { origin: Date.now(), speed: 600 } },
      { notify: ['complainant', 'outlet-head'], message: 'loss-reminder' },
    );
    await deliver()(delivery);
    expect(mails.map((mail) => [mail.to, mail.drill])).toEqual([['head-renminlu@example.invalid', true]]);
    expect(mails[0]?.subject).toContain('【演练】');
    expect((await statuses(no))['complainant/none']).toBe('undeliverable 1');
    expect((await readNotifications(db, no)).find((one) => one.recipient === 'complainant')?.lastError).toEqual(
      phrase('rehearsal-tells-no-client'),
    );
  });

  it('cannot go to somebody without an address: the row says why, and whoever comes next is told', async () => {
    await db.query("update people set email = null, webhook = null where id = 'head-renminlu'");
    const no = await registeredPlanCase(db, keys, pack, { speed: 600 });
    await deliver()(deliveryOf(no, pack, { base: { origin: Date.now(), speed: 600 } }, { notify: ['outlet-head'] }));
    expect((await readNotifications(db, no)).find((one) => one.recipient === 'head-renminlu')).toMatchObject({
      status: 'undeliverable',
      lastError: phrase('no-address'),
    });
    expect((await statuses(no))['group-1/email']).toBe('delivered 1');
    await db.query("update people set email = 'head-renminlu@example.invalid' where id = 'head-renminlu'");
  });

  it('says a department by its name and the end of a day as 24:00', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    const dueAt = Date.parse('2027-01-29T00:00:00+08:00');
    const it = { notify: ['department-head'], department: 'dept-it', dueAt };
    await deliver()(deliveryOf(no, pack, {}, it));
    await deliver()(deliveryOf(no, pack, {}, { ...it, key: 'notice/1/dispatched', message: 'dispatched' }));
    expect(mails.map((mail) => mail.to)).toEqual(['it-head@example.invalid', 'it-head@example.invalid']);
    expect(mails[0]?.text).toContain('应于 2027年1月28日 24:00 (北京时间) 前完成');
    expect(mails[0]?.text).toContain('承办部门:科技部');
    expect(mails[1]?.subject).toBe(`【派单】${no} 请科技部答复`);
    expect(mails.map((mail) => mail.text + mail.subject).join('\n')).not.toContain('dept-it');
  });

  it('reaches the complainant of a real case', async () => {
    const no = await registeredPlanCase(db, keys, pack, { email: 'client@example.invalid' });
    await deliver()(deliveryOf(no, pack, {}, { notify: ['complainant'], message: 'loss-reminder' }));
    expect(mails.map((mail) => mail.to)).toEqual(['client@example.invalid']);
  });

  it('is to the complainant in the language of the installation', async () => {
    const no = await registeredPlanCase(db, keys, pack, { email: 'client@example.invalid' });
    const lapsed = (key: string): Delivery =>
      deliveryOf(no, pack, {}, { key, notify: ['complainant'], message: 'lapsed' });
    await deliver()(lapsed('reply/1/due'));
    await deliver(20_000, 'en')(lapsed('reply/2/due'));
    expect(mails.map((mail) => mail.subject)).toEqual([
      `【已超时】${no} 4小时内回复客户`,
      `[LAPSED] ${no} Reply to the customer`,
    ]);
  });

  it('tells together what fell due during an outage, and says how late and why', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    const at = Date.now();
    const late = {
      at: at - 3_600_000,
      lateMs: 3_600_000,
      lateBecause: 'suspended' as const,
      coalesced: true,
      notify: ['outlet-head'],
      message: 'lapsed',
      title: '',
      dueAt: at - 3_600_000,
    };
    const items = [
      { ...late, key: 'reply/1/due', rule: 'S1-T4' },
      { ...late, key: 'on-site/1/due', rule: 'S1-T3' },
    ];
    await deliver()(deliveryOf(no, pack, { items }));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('另有 1 项');
    expect(mails[0]?.text).toContain('60 分钟,原因:系统曾中断运行');
    expect((await readNotifications(db, no)).map((one) => one.item)).toEqual(['on-site/1/due', 'reply/1/due']);
  });
});

describe('who is told', () => {
  const toldFor = async (role: string, over: Parameters<typeof deliveryOf>[2] = {}): Promise<readonly string[]> => {
    const no = await registeredPlanCase(db, keys, pack);
    mails.length = 0;
    await deliver()(deliveryOf(no, pack, over, { notify: [role] }));
    return mails.map((mail) => mail.to.split('@')[0] ?? '').toSorted((a, b) => a.localeCompare(b));
  };

  it('is found up the tree of units', async () => {
    expect(await toldFor('branch-leader')).toEqual(['leader']);
    expect(await toldFor('province-shift-lead')).toEqual(['shift-lead']);
    expect(await toldFor('hq-press')).toEqual(['hq-1']);
  });

  it('is the handler of the case, else whoever handles at its unit', async () => {
    expect(await toldFor('handler', { handler: 'liaison-renminlu' })).toEqual(['liaison-renminlu']);
    expect(await toldFor('handler')).toEqual(['handler-renminlu']);
  });

  it('is the heads of all departments that still owe an answer, when the whole case has lapsed', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    await deliver()(
      deliveryOf(
        no,
        pack,
        {},
        { notify: ['department-head', 'branch-leader'], departments: ['dept-it', 'dept-operations'] },
      ),
    );
    expect(mails.map((mail) => mail.to.split('@')[0] ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      'it-head',
      'leader',
      'ops-head',
    ]);
  });

  it('is the deputy while somebody is away', async () => {
    await db.query(
      "update people set absent_from = now() - interval '1 day', deputy = 'liaison-renminlu' where id = " +
        "'head-renminlu'",
    );
    expect(await toldFor('outlet-head')).toEqual(['liaison-renminlu']);
    await db.query("update people set deputy = null where id = 'head-renminlu'");
    expect(await toldFor('outlet-head')).toEqual(['group-1']);
    await db.query("update people set absent_from = null where id = 'head-renminlu'");
  });

  it('is an administrator when nobody at all holds the role', async () => {
    await db.query(
      "delete from role_holders where role in ('union', 'branch-leader', 'province-shift-lead', 'hq-centre')",
    );
    expect(await toldFor('union')).toEqual(['local']);
  });
});

describe('an address that takes nothing', () => {
  const at = (id: string): string => `${id}@example.invalid`;
  const rowOf = async (no: string, recipient: string): ReturnType<typeof readNotifications> =>
    (await readNotifications(db, no)).filter((one) => one.recipient === recipient);
  const toHead = (no: string): Delivery => deliveryOf(no, pack, {}, { notify: ['outlet-head'] });
  /** As if the first try had been so long ago. */
  const triedFor = (span: string): Promise<unknown> =>
    db.query(`update notifications set first_attempt_at = first_attempt_at - interval '${span}'`);
  /** What Temporal is told of a delivery that is not done: how long to wait, ms. */
  const waitOf = async (delivery: Delivery): Promise<number> =>
    deliver()(delivery).then(
      () => Number.NaN,
      (error: { readonly nextRetryDelay?: number }) => error.nextRetryDelay ?? Number.NaN,
    );
  beforeEach(() => db.query('delete from refusing_addresses'));

  it.each([550, 551, 553, 554])(
    'answers %i: the fallback of the role is told at once, and why it is them',
    async (code) => {
      const no = await registeredPlanCase(db, keys, pack);
      answers.set(at('head-renminlu'), code);
      const { told } = await deliver()(toHead(no));
      expect(told.map(({ person, outcome }) => [person, outcome])).toEqual([
        ['head-renminlu', 'refused'],
        ['group-1', 'delivered'],
      ]);
      expect(mails.map((mail) => mail.to)).toEqual([at('group-1')]);
      expect(mails[0]?.subject).toBe(`【代转】【已超时】${no} 4小时内回复客户`);
      expect(mails[0]?.text).toMatch(/^以下通知本应送达“网点负责人”,但未能送达,现改为通知您。/);
      expect(await rowOf(no, 'head-renminlu')).toMatchObject([{ status: 'refused', attempts: 1, insteadOf: [] }]);
      expect(await rowOf(no, 'group-1')).toMatchObject([
        { status: 'delivered', via: 'fallback', insteadOf: ['head-renminlu'], role: 'outlet-head' },
      ]);
      await deliver()(toHead(no));
      expect([mails.length, (await rowOf(no, 'head-renminlu'))[0]?.attempts]).toEqual([1, 1]);
    },
  );

  it('answers 550 to one of two who hold the role: whoever of them is told suffices', async () => {
    await db.query("insert into role_holders values ('liaison-renminlu', 'outlet-renminlu', 'outlet-head')");
    const no = await registeredPlanCase(db, keys, pack);
    answers.set(at('head-renminlu'), 550);
    await deliver()(toHead(no));
    expect(mails.map((mail) => mail.to)).toEqual([at('liaison-renminlu')]);
    await db.query("delete from role_holders where person = 'liaison-renminlu' and role = 'outlet-head'");
  });

  it('that is the fallback passes it on to the next; while nobody takes it, all of them are tried again', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    for (const id of ['head-renminlu', 'group-1', 'local', 'leader', 'shift-lead', 'hq-1']) answers.set(at(id), 550);
    expect(await waitOf(toHead(no))).toBe(2_000);
    const refused = await statuses(no);
    expect(Object.keys(refused).length).toBeGreaterThan(2);
    expect(new Set(Object.values(refused))).toEqual(new Set(['refused 1']));
    expect(refused).toHaveProperty('local/email');
    await triedFor('30 hours');
    expect(await waitOf(toHead(no))).toBe(3_600_000);
    expect(new Set(Object.values(await statuses(no)))).toEqual(new Set(['refused 2']));
    answers.delete(at('head-renminlu'));
    await deliver()(toHead(no));
    expect(await statuses(no)).toMatchObject({ 'head-renminlu/email': 'delivered 3' });
    expect(mails.map((mail) => mail.to)).toEqual([at('head-renminlu')]);
  });

  it('refuses a log-in or a sender: that is no fault of the recipient, so nobody else is told', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    senderRefused = 550;
    await expect(deliver()(toHead(no))).rejects.toThrow('1 of 1');
    senderRefused = undefined;
    expect(await statuses(no)).toEqual({ 'head-renminlu/email': 'failing 1' });
  });

  it('is silent: after the time of the pack the fallback is told too, and it is tried ever more rarely', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    answers.set(at('head-renminlu'), 451);
    expect(await waitOf(toHead(no))).toBe(2_000);
    await triedFor('3 hours 58 minutes');
    // By then somebody else is to be told: not a quarter of an hour later.
    expect(await waitOf(toHead(no))).toBeLessThanOrEqual(120_000);
    expect(mails).toEqual([]);
    await triedFor('2 minutes');
    expect(await waitOf(toHead(no))).toBeGreaterThanOrEqual(1_440_000);
    expect(mails.map((mail) => mail.to)).toEqual([at('group-1')]);
    expect(await rowOf(no, 'group-1')).toMatchObject([{ insteadOf: ['head-renminlu'], status: 'delivered' }]);
    answers.clear();
    await deliver()(toHead(no));
    expect(mails.map((mail) => mail.to)).toEqual([at('group-1'), at('head-renminlu')]);
    expect(await statuses(no)).toEqual({ 'head-renminlu/email': 'delivered 4', 'group-1/email': 'delivered 1' });
  });

  it('is known from then on, with since when and why, until a message gets through or it is another', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    answers.set(at('head-renminlu'), 550);
    await deliver()(toHead(no));
    expect(await refusingAddresses(db)).toEqual([
      {
        person: 'head-renminlu',
        channel: 'email',
        since: expect.any(Date),
        reason: phrase('smtp-refused', { reply: '550 EENVELOPE' }),
        only: true,
      },
    ]);
    await db.query("update people set email = 'new@example.invalid' where id = 'head-renminlu'");
    expect(await refusingAddresses(db)).toEqual([]);
    await db.query("update people set email = 'head-renminlu@example.invalid' where id = 'head-renminlu'");
    answers.clear();
    await deliver()(toHead(await registeredPlanCase(db, keys, pack)));
    expect(await refusingAddresses(db)).toEqual([]);
  });

  it('of the complainant: whoever handles the case is told, and no list names the client', async () => {
    const no = await registeredPlanCase(db, keys, pack, { email: 'client@example.invalid' });
    answers.set('client@example.invalid', 550);
    await deliver()(deliveryOf(no, pack, {}, { notify: ['complainant'], message: 'loss-reminder' }));
    expect(mails.map((mail) => mail.to)).toEqual([at('handler-renminlu')]);
    expect(mails[0]?.text).toContain('本应送达“投诉人”');
    expect(await rowOf(no, 'handler-renminlu')).toMatchObject([{ via: 'fallback', insteadOf: ['complainant'] }]);
    expect(await refusingAddresses(db)).toEqual([]);
  });

  it('of one department head: the other departments do not stand in for it', async () => {
    const no = await registeredPlanCase(db, keys, pack);
    answers.set(at('it-head'), 550);
    const item = { notify: ['department-head'], departments: ['dept-it', 'dept-operations'] };
    await deliver()(deliveryOf(no, pack, {}, item));
    const told = mails.map((mail) => mail.to.split('@')[0]);
    expect(told).toContain('ops-head');
    expect(told).toHaveLength(2);
    expect(mails.find((mail) => mail.subject.startsWith('【代转】'))?.to).not.toBe(at('ops-head'));
  });

  it('is passed by when another address of the same person takes the message', async () => {
    await db.query("update people set webhook = $1 where id = 'head-renminlu'", [hookUrl]);
    const no = await registeredPlanCase(db, keys, pack);
    answers.set(at('head-renminlu'), 550);
    await deliver()(toHead(no));
    expect([mails.length, hooks.length]).toEqual([0, 1]);
    expect(await refusingAddresses(db)).toMatchObject([{ channel: 'email', only: false }]);
    await db.query("update people set webhook = null where id = 'head-renminlu'");
  });
});

describe('a webhook', () => {
  it('is signed, has the stable key in every try, and is tried again when it is refused', async () => {
    await db.query("update people set webhook = $1, email = null where id = 'head-renminlu'", [hookUrl]);
    const no = await registeredPlanCase(db, keys, pack);
    const delivery = deliveryOf(no, pack, {}, { notify: ['outlet-head'] });
    hookStatus = 500;
    await expect(deliver()(delivery)).rejects.toThrow('not delivered yet');
    hookStatus = 204;
    await deliver()(delivery);
    await deliver()(delivery);
    expect(hooks).toHaveLength(2);
    const headers = hooks.map((hook) => hook.headers as Record<string, string>);
    expect(headers.map((one) => one['webhook-id'])).toEqual([
      `${no}/reply/1/due/head-renminlu/webhook`,
      `${no}/reply/1/due/head-renminlu/webhook`,
    ]);
    for (const [index, hook] of hooks.entries())
      expect(new Webhook(secret).verify(hook.body, headers[index] ?? {})).toMatchObject({ data: { no } });
    expect(() =>
      new Webhook(randomBytes(32).toString('base64')).verify(hooks[0]?.body ?? '', headers[0] ?? {}),
    ).toThrow('signature');
    expect(await statuses(no)).toEqual({ 'head-renminlu/webhook': 'delivered 2' });
  });

  it.each([404, 410, 403, 400, 301, 308])('that answers %i is refused for good', async (status) => {
    await db.query("update people set webhook = $1, email = null where id = 'head-renminlu'", [hookUrl]);
    const no = await registeredPlanCase(db, keys, pack);
    hookStatus = status;
    await deliver()(deliveryOf(no, pack, {}, { notify: ['outlet-head'] }));
    expect(await statuses(no)).toEqual({ 'head-renminlu/webhook': 'refused 1', 'group-1/email': 'delivered 1' });
  });

  it.each([408, 425, 429, 500, 502, 503, 302])('that answers %i is tried again', async (status) => {
    await db.query("update people set webhook = $1, email = null where id = 'head-renminlu'", [hookUrl]);
    const no = await registeredPlanCase(db, keys, pack);
    hookStatus = status;
    await expect(deliver()(deliveryOf(no, pack, {}, { notify: ['outlet-head'] }))).rejects.toThrow('not delivered yet');
    expect(await statuses(no)).toEqual({ 'head-renminlu/webhook': 'failing 1' });
  });

  it('to a receiver that is away is failing', async () => {
    await db.query("update people set webhook = 'http://127.0.0.1:9/hook', email = null where id = 'head-renminlu'");
    const no = await registeredPlanCase(db, keys, pack);
    await expect(deliver()(deliveryOf(no, pack, {}, { notify: ['outlet-head'] }))).rejects.toThrow('not delivered yet');
    expect((await readNotifications(db, no))[0]).toMatchObject({
      status: 'failing',
      lastError: phrase('http-unreachable'),
    });
  });
});
