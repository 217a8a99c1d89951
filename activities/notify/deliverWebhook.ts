import { Webhook } from 'standardwebhooks';
import { phrase } from '../../language/phrase.ts';
import { DeliveryError, type Channel } from './message.ts';

/** Signed after Standard Webhooks. `secret`: base64. */
export function webhookChannel(secret: string): Channel {
  const signer = new Webhook(secret);
  return {
    name: 'webhook',
    addressOf: (recipient) => recipient.webhook ?? undefined,
    send: async ({ key, no, items, subject, text, drill }, address) => {
      const at = new Date();
      const body = JSON.stringify({
        type: 'redress.notification',
        timestamp: at.toISOString(),
        data: { key, no, items, subject, text, drill },
      });
      const status = await post(address, body, {
        'content-type': 'application/json',
        'webhook-id': key,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signer.sign(key, at, body),
      });
      if (status < 200 || status > 299) throw refusedWith(status);
    },
  };
}

async function post(address: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const signal = AbortSignal.timeout(15_000);
    const answer = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    throw new DeliveryError(phrase((error as Error).name === 'TimeoutError' ? 'http-timeout' : 'http-unreachable'));
  }
}

/** Of what says that the request is wrong, these say: not now. */
const PASSING = [408, 423, 425, 429];
const MOVED = [301, 308];

function refusedWith(status: number): DeliveryError {
  const forGood = (status >= 400 && status < 500 && !PASSING.includes(status)) || MOVED.includes(status);
  return new DeliveryError(phrase('http-refused', { status }), forGood);
}
