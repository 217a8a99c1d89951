import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Database } from '../store/database.ts';
import { saveDevMail } from '../store/devMails.ts';

export interface MailSink {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const MAX_BYTES = 1_000_000;

/** A mail server of our own for rehearsals and first trials: takes everything from this machine, keeps it, sends nothing on. */
export async function startMailSink(options: { readonly port: number; readonly db: Database }): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    onData: (stream, _session, done) => {
      const answered = async (): Promise<void> => done(await take(stream, options.db));
      void answered();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** `undefined` when the mail is kept; otherwise 451, so that the sender tries again: a mail is never taken and lost. */
async function take(stream: Readable, db: Database): Promise<Error | undefined> {
  try {
    await saveDevMail(db, kept(await simpleParser(stream)));
    return undefined;
  } catch {
    return Object.assign(new Error('not kept, try again'), { responseCode: 451 });
  }
}

function kept(mail: Awaited<ReturnType<typeof simpleParser>>): Parameters<typeof saveDevMail>[1] {
  const to = mail.to === undefined ? [] : Array.isArray(mail.to) ? mail.to : [mail.to];
  const header = (name: string): string | undefined => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    messageId: mail.messageId ?? '',
    redressKey: header('x-redress-key'),
    sender: mail.from?.text ?? '',
    recipients: to.flatMap((one) => one.value.map((address) => address.address ?? '')),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    headers: Object.fromEntries(mail.headerLines.map((line) => [line.key, line.line])),
  };
}
