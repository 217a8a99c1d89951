import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMailSink, type MailSink } from '../../runtime/mailSink.ts';
import type { Database } from '../../store/database/database.ts';
import { listDevMails } from '../../store/notifications/devMails.ts';
import { bankDatabase } from '../support/servers/bankDatabase.ts';

let db: Database;
let sink: MailSink;
beforeAll(async () => {
  ({ db } = await bankDatabase());
  sink = await startMailSink({ port: 0, db });
});
afterAll(async () => {
  await sink.stop();
  await db.end();
});

const send = (text: string): Promise<unknown> =>
  createTransport({ host: '127.0.0.1', port: sink.port, ignoreTLS: true })
    .sendMail({ from: 'a@example.invalid', to: 'b@example.invalid', subject: 'subject', text })
    .catch((error: unknown) => error);

it('the sink takes an ordinary mail and refuses a long one, also of a size not announced', async () => {
  expect(await send('x'.repeat(10_000))).toMatchObject({ accepted: ['b@example.invalid'] });
  expect(await send('y\r\n'.repeat(1_500_000))).toMatchObject({ responseCode: 552 });
  const kept = await listDevMails(db, { limit: 10 });
  expect(kept.map((mail) => mail.text.trim().length)).toEqual([10_000]);
});

it('the sink keeps what it is sent, words and key', async () => {
  const transport = createTransport({ url: `smtp://127.0.0.1:${sink.port}` });
  await transport.sendMail({
    from: 'a@example.invalid',
    to: ['b@example.invalid', 'c@example.invalid'],
    subject: '【已超时】一件',
    text: '请立即督办',
    headers: { 'X-Redress-Key': '20261123-000001/reply/1/due/b/email' },
  });
  transport.close();
  const [mail] = await listDevMails(db, { no: '20261123-000001', limit: 10 });
  expect(mail).toMatchObject({
    subject: '【已超时】一件',
    text: expect.stringContaining('请立即督办') as string,
    to: ['b@example.invalid', 'c@example.invalid'],
    key: '20261123-000001/reply/1/due/b/email',
  });
  expect(await listDevMails(db, { no: '20261123-000002', limit: 10 })).toEqual([]);
});

it('the sink asks the sender to try again when it cannot keep a mail', async () => {
  const transport = createTransport({ url: `smtp://127.0.0.1:${sink.port}` });
  await db.query('alter table dev_mails rename to dev_mails_away');
  await expect(
    transport.sendMail({ from: 'a@example.invalid', to: 'b@example.invalid', subject: 's', text: 't' }),
  ).rejects.toMatchObject({ responseCode: 451 });
  await db.query('alter table dev_mails_away rename to dev_mails');
  transport.close();
});

it('the sink keeps the latest ten thousand mails', async () => {
  await db.query("select setval(pg_get_serial_sequence('dev_mails', 'id'), 10003)");
  for (const text of ['one', 'two']) await send(text);
  expect((await listDevMails(db, { limit: 10 })).map((mail) => mail.text.trim().length)).toEqual([3, 3]);
});
