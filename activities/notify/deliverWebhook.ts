import { phrase } from '../../language/phrase.ts';
import { Webhook } from 'standardwebhooks';
import { DeliveryError, type Channel } from './message.ts';

/** Signed webhooks after the Standard Webhooks convention: `webhook-id` is the stable key. `secret` is base64. */
export function webhookChannel(secret: string): Channel {
  const signer = new Webhook(secret);
  return {
    name: 'webhook',
    addressOf: (recipient) => recipient.webhook ?? undefined,
    send: async (message, address) => {
      const body = JSON.stringify({
        type: 'redress.notification',
        timestamp: new Date().toISOString(),
        data: {
          key: message.key,
          no: message.no,
          items: message.items,
          subject: message.subject,
          text: message.text,
          drill: message.drill,
        },
      });
      const at = new Date();
      const headers = {
        'content-type': 'application/json',
        'webhook-id': message.key,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signer.sign(message.key, at, body),
      };
      const status = await post(address, headers, body);
      if (status < 200 || status > 299) throw new DeliveryError(phrase('http-refused', { status }));
    },
  };
}

async function post(address: string, headers: Record<string, string>, body: string): Promise<number> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    throw new DeliveryError(
      (error as Error).name === 'TimeoutError' ? phrase('http-timeout') : phrase('http-unreachable'),
    );
  }
}
