import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Database } from '../store/database/database.ts';
import { saveDevMail } from '../store/notifications/devMails.ts';

export type MailSink = Readonly<{
  port: number;
  stop: () => Promise<void>;
}>;

/** Ours have a few thousand bytes. */
const MAX_BYTES = 1_000_000;

/** For drills and trials: keeps all mail and forwards none. */
export async function startMailSink(options: Readonly<{ port: number; db: Database }>): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_BYTES,
    maxClients: 50,
    socketTimeout: 60_000,
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

/** `undefined`: kept. 552: too long. Else 451: the sender tries again, so that no mail is lost. */
async function take(stream: SMTPServerDataStream, db: Database): Promise<Error | undefined> {
  try {
    const bytes = await upTo(stream, MAX_BYTES);
    if (bytes === undefined) return smtpError(552, `a mail may have ${MAX_BYTES} bytes`);
    await saveDevMail(db, kept(await simpleParser(bytes)));
    return undefined;
  } catch {
    return smtpError(451, 'not kept, try again');
  }
}

function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** `undefined` above `max`; the protocol wants the rest read too. */
async function upTo(stream: AsyncIterable<Buffer>, max: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length <= max) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= max ? Buffer.concat(chunks) : undefined;
}

function kept(mail: Awaited<ReturnType<typeof simpleParser>>): Parameters<typeof saveDevMail>[1] {
  const to = mail.to === undefined ? [] : Array.isArray(mail.to) ? mail.to : [mail.to];
  const key = mail.headers.get('x-redress-key');
  return {
    messageId: mail.messageId ?? '',
    key: typeof key === 'string' ? key : null,
    from: mail.from?.text ?? '',
    to: to.flatMap((one) => one.value.map((address) => address.address ?? '')),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    headers: Object.fromEntries(mail.headerLines.map((line) => [line.key, line.line])),
  };
}
