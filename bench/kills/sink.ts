/**
 * The outside world: a mail server and a webhook receiver in a process of their own that write down what they got, and
 * hold a mail back when told to.
 */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { append, type ReceivedMessage } from './books.ts';

export type ToSink = { readonly what: 'hold' } | { readonly what: 'release' };
export type FromSink =
  { readonly what: 'ready'; readonly smtp: number; readonly http: number } | { readonly what: 'held' };

const [file = '', secret = ''] = process.argv.slice(2);
const verifier = new Webhook(secret);
let holding = false;
let release: () => void = () => {};

const say = (message: FromSink): void => void process.send?.(message);
const write = (message: ReceivedMessage): void => append(file, message);

async function readAll(stream: Readable): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function takeMail(stream: Readable): Promise<void> {
  const mail = await simpleParser(stream);
  const header = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value : '';
  };
  write({
    via: 'email',
    key: header('x-redress-key'),
    items: header('x-redress-items').split(/\s+/),
    at: Date.now(),
    signed: true,
  });
  if (!holding) return;
  holding = false;
  const released = new Promise<void>((resolve) => (release = resolve));
  say({ what: 'held' });
  await released;
}

async function takeWebhook(request: IncomingMessage): Promise<void> {
  const text = await readAll(request);
  const { data } = JSON.parse(text) as { readonly data: { readonly key: string; readonly items: readonly string[] } };
  write({
    via: 'webhook',
    key: String(request.headers['webhook-id']),
    items: data.items,
    at: Date.now(),
    signed: isSigned(text, request),
  });
}

function isSigned(text: string, request: IncomingMessage): boolean {
  try {
    verifier.verify(text, request.headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) => {
    const answered = async (): Promise<void> => {
      try {
        await takeMail(stream);
        done();
      } catch (error) {
        done(error as Error);
      }
    };
    void answered();
  },
});
// A sender that is killed in the middle of a message is what this is for.
smtp.on('error', () => {});
const http = createServer((request, response) => {
  takeWebhook(request).then(
    () => response.writeHead(204).end(),
    () => response.writeHead(400).end(),
  );
});
process.on('message', (message: ToSink) => {
  if (message.what === 'hold') holding = true;
  else {
    holding = false;
    release();
  }
});
process.on('disconnect', () => process.exit(0));
http.listen(0, '127.0.0.1', () => {
  const server = smtp.listen(0, '127.0.0.1', () => {
    say({ what: 'ready', smtp: (server.address() as AddressInfo).port, http: (http.address() as AddressInfo).port });
  });
});
