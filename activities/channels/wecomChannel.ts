import type { Channel } from './channel.ts';
import { robotChannel, type Robots } from './robot.ts';

const MINUTE = 60_000;

/**
 * Robots of WeCom groups (企业微信群机器人): the key in the address is all the proof there is. A text has 2,048 bytes at
 * most. `errcode` -1 and 45033 pass by themselves, 45009 is too often.
 */
export function wecomChannel(robots: Robots, pace?: Parameters<typeof robotChannel>[2]): Channel {
  const vendor = {
    name: 'wecom',
    bytes: 2_048,
    request: ({ url }, text) => ({ url, body: { msgtype: 'text', text: { content: text } } }),
    codes: ['errcode'],
    passing: new Map([
      [-1, 0],
      [45_033, 0],
      [45_009, MINUTE],
    ]),
  } satisfies Parameters<typeof robotChannel>[0];
  return robotChannel(vendor, robots, pace);
}
