import { phrase, type Phrase } from '../../language/phrase.ts';
import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { DeliveryError, type Channel, type Message } from './message.ts';

export interface MailSettings {
  readonly smtpUrl: string;
  /** Where rehearsals go, whoever they are addressed to. */
  readonly drillSmtpUrl: string;
  readonly from: string;
  /** Longest silence of a server, ms. */
  readonly socketTimeout?: number;
  /**
   * Fires when the worker stops and can wait no longer: what is not out by then fails with EABORT. Without it a silent
   * server would hold up the worker's end for as long as mails wait for one of the few connections, each until the
   * silence is too long for it.
   */
  readonly givenUp?: AbortSignal;
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000 };
const SILENCE_MS = 20_000;

/** E-mail by SMTP. A receiver that drops repeated Message-IDs sees each message once. */
export function mailChannel(settings: MailSettings): Channel {
  const transports = new Map<string, Transporter>();
  const transport = (url: string): Transporter => {
    const known =
      transports.get(url) ??
      createTransport({
        url,
        pool: true,
        maxConnections: 2,
        ...TIMEOUTS,
        socketTimeout: settings.socketTimeout ?? SILENCE_MS,
      });
    transports.set(url, known);
    return known;
  };
  return {
    name: 'email',
    addressOf: (recipient) => recipient.email ?? undefined,
    send: async (message, address) => {
      try {
        const mail = mailOf(message, address, settings.from);
        // One that had begun may have been taken all the same: it comes again under its old Message-ID.
        await transport(message.drill ? settings.drillSmtpUrl : settings.smtpUrl).sendMail(
          settings.givenUp === undefined ? mail : { ...mail, signal: settings.givenUp },
        );
      } catch (error) {
        throw new DeliveryError(reasonOf(error));
      }
    },
  };
}

function mailOf(message: Message, to: string, from: string): Parameters<Transporter['sendMail']>[0] {
  return {
    from,
    to,
    subject: message.subject,
    text: message.text,
    messageId: `<${createHash('sha256').update(message.key).digest('hex').slice(0, 40)}@redress>`,
    headers: {
      'X-Redress-Key': message.key,
      'X-Redress-Case': message.no,
      'X-Redress-Items': message.items.join(' '),
      'Auto-Submitted': 'auto-generated',
      ...(message.drill ? { 'X-Redress-Drill': 'yes' } : {}),
    },
  };
}

/** Code and reply class only: a server's words may repeat the address. */
function reasonOf(error: unknown): Phrase {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  const reply = [responseCode === undefined ? undefined : String(responseCode), code];
  return phrase('smtp-refused', { reply: reply.filter((part) => part !== undefined).join(' ') });
}
