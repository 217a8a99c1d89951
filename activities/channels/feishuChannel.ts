import { createHmac } from 'node:crypto';
import type { Channel } from './channel.ts';
import { robotChannel, type Robots } from './robot.ts';

const MINUTE = 60_000;

/**
 * Robots of Feishu and Lark groups (飞书群机器人). With 签名校验 the body has `timestamp` (seconds) and `sign`: base64 of
 * HMAC-SHA256 over nothing by `<timestamp>\n<secret>`. A body has 20 KB at most. `code` 11232 and 9499 are too often.
 */
export function feishuChannel(robots: Robots, pace?: Parameters<typeof robotChannel>[2]): Channel {
  const vendor = {
    name: 'feishu',
    bytes: 18_000,
    request: ({ url, secret }, text, at) => ({
      url,
      body: { ...(secret !== undefined && signature(secret, at)), msg_type: 'text', content: { text } },
    }),
    // Older robots answer with StatusCode.
    codes: ['code', 'StatusCode'],
    passing: new Map([
      [11_232, MINUTE],
      [9_499, MINUTE],
    ]),
  } satisfies Parameters<typeof robotChannel>[0];
  return robotChannel(vendor, robots, pace);
}

function signature(secret: string, at: number): Readonly<{ timestamp: string; sign: string }> {
  const timestamp = String(Math.floor(at / 1_000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') };
}
