import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { phrase, type Phrase } from '../../language/phrase.ts';
import { DeliveryError, type Channel, type Message } from './channel.ts';

export type MailSettings = Readonly<{
  smtpUrl: string;
  /** For drills, whoever they are addressed to. */
  drillSmtpUrl: string;
  from: string;
  /** Longest silence of a server, ms. */
  socketTimeout?: number;
  /**
   * Fires when a stopping worker can wait no longer; open mails fail with EABORT. Else each mail queued for a silent
   * server would delay the end.
   */
  givenUp?: AbortSignal;
}>;

/** A receiver that drops repeated Message-IDs sees each message once. */
export function mailChannel({
  smtpUrl,
  drillSmtpUrl,
  from,
  socketTimeout = 20_000,
  givenUp: signal,
}: MailSettings): Channel {
  const transports = new Map<string, Transporter>();
  const transport = (url: string): Transporter => {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout };
    const known = transports.get(url) ?? createTransport({ url, pool: true, maxConnections: 2, ...timeouts });
    transports.set(url, known);
    return known;
  };
  return {
    name: 'email',
    send: async (message, to) => {
      try {
        const mail = { from, to, ...mailOf(message), ...(signal === undefined ? {} : { signal }) };
        // An aborted mail may have been taken: it is sent again under the same Message-ID.
        await transport(message.drill ? drillSmtpUrl : smtpUrl).sendMail(mail);
      } catch (error) {
        throw new DeliveryError(reasonOf(error), { forGood: isRefusedForGood(error) });
      }
    },
  };
}

function mailOf({ key, no, subject, text, drill, items }: Message): Parameters<Transporter['sendMail']>[0] {
  return {
    subject,
    text,
    messageId: `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@redress>`,
    headers: {
      'X-Redress-Key': key,
      'X-Redress-Case': no,
      'X-Redress-Items': items.join(' '),
      'Auto-Submitted': 'auto-generated',
      ...(drill ? { 'X-Redress-Drill': 'yes' } : {}),
    },
  };
}

type SmtpError = Readonly<{ code?: string; responseCode?: number; command?: string }>;

/** Only codes: a server's words may repeat the address. */
function reasonOf(error: unknown): Phrase {
  const { code, responseCode } = error as SmtpError;
  return phrase('smtp-refused', { reply: [responseCode, code].filter((part) => part !== undefined).join(' ') });
}

/** A refused log-in or sender is a fault of the settings, not of the recipient. */
function isRefusedForGood(error: unknown): boolean {
  const { command = '', responseCode = 0 } = error as SmtpError;
  return ['RCPT TO', 'DATA'].includes(command) && responseCode >= 500 && responseCode < 600;
}
