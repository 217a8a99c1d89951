import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Arrivals } from './arrivals.ts';
import type { Receiver } from './receiver.ts';

/** A mail server that counts what it is given and may hold back its answer after the end of the data. */
export async function startMailReceiver(port = 0): Promise<Receiver> {
  const arrivals = new Arrivals();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const read = async (): Promise<void> => {
        const mail = await simpleParser(stream);
        const header = (name: string): string => {
          const value = mail.headers.get(name);
          return typeof value === 'string' ? value : '';
        };
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ');
        arrivals.arrived(
          { key: header('x-redress-key'), items: header('x-redress-items').split(' '), to, text: mail.text ?? '' },
          () => done(),
        );
      };
      void read();
    },
  });
  // Senders that are stopped leave their connections as they are.
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.server.address() as { readonly port: number };
  return { url: `smtp://127.0.0.1:${address.port}`, arrivals, stop: () => server.close() };
}
