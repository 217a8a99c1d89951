import { createHmac } from 'node:crypto';
import type { Channel } from './channel.ts';
import { robotChannel, type Robots } from './robot.ts';

const MINUTE = 60_000;

/**
 * Robots of DingTalk groups (钉钉群机器人). With 加签 the address has `timestamp` (ms) and
 * `sign`: base64 of HMAC-SHA256 over `<timestamp>\n<secret>` by the secret. `errcode` -1 passes by itself; 130101 and
 * 410100 are too often: nothing more is taken for up to ten minutes.
 */
export function dingtalkChannel(robots: Robots, pace?: Parameters<typeof robotChannel>[2]): Channel {
  const vendor = {
    name: 'dingtalk',
    bytes: 18_000,
    request: ({ url, secret }, text, at) => ({
      url: secret === undefined ? url : signed(url, secret, at),
      body: { msgtype: 'text', text: { content: text } },
    }),
    codes: ['errcode'],
    passing: new Map([
      [-1, 0],
      [130_101, 10 * MINUTE],
      [410_100, 10 * MINUTE],
    ]),
  } satisfies Parameters<typeof robotChannel>[0];
  return robotChannel(vendor, robots, pace);
}

function signed(url: string, secret: string, at: number): string {
  const address = new URL(url);
  address.searchParams.set('timestamp', String(at));
  address.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));
  return address.href;
}
