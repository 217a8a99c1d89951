import { Webhook } from 'standardwebhooks';
import type { Channel } from './channel.ts';
import { ask, requireTaken } from './post.ts';

/** Signed after Standard Webhooks. `secret`: base64. */
export function webhookChannel(secret: string): Channel {
  const signer = new Webhook(secret);
  return {
    name: 'webhook',
    send: async ({ key, no, items, subject, text, drill }, address) => {
      const at = new Date();
      const body = JSON.stringify({
        type: 'redress.notification',
        timestamp: at.toISOString(),
        data: { key, no, items, subject, text, drill },
      });
      const headers = {
        'content-type': 'application/json',
        'webhook-id': key,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signer.sign(key, at, body),
      };
      requireTaken(await ask(address, { method: 'POST', headers, body }));
    },
  };
}
