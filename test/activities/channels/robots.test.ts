import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError, type Channel, type Message } from '../../../activities/channels/channel.ts';
import { dingtalkChannel } from '../../../activities/channels/dingtalkChannel.ts';
import { feishuChannel } from '../../../activities/channels/feishuChannel.ts';
import type { Robots } from '../../../activities/channels/robot.ts';
import { wecomChannel } from '../../../activities/channels/wecomChannel.ts';
import { startRobotServer, type RobotServer } from '../../support/receivers/robotServer.ts';

const MINUTE = 60_000;
const PACE = { everyMs: 100, gatherMs: 20 };

const message = (line: string): Message => ({
  key: line,
  no: '20261123-000001',
  subject: 'not for a group',
  text: 'not for a group either',
  brief: [line],
  drill: false,
  items: [],
});
/** What became of it. */
const outcome = (sent: Promise<void>): Promise<unknown> =>
  sent.then(
    () => 'taken',
    (error: unknown) =>
      error instanceof DeliveryError
        ? { said: error.message, forGood: error.forGood, minutes: Math.round(error.waitMs / MINUTE) }
        : error,
  );

describe.each([
  ['wecom', wecomChannel, { wrong: 93_000, often: 45_009, closedFor: 1, passing: -1 }],
  ['dingtalk', dingtalkChannel, { wrong: 310_000, often: 130_101, closedFor: 10, passing: -1 }],
  ['feishu', feishuChannel, { wrong: 19_021, often: 11_232, closedFor: 1, passing: undefined }],
] as const)('a robot of %s', (vendor, channelOf, codes) => {
  let robot: RobotServer;
  let channel: Channel;
  const named = (over: Partial<Robots[string]> = {}): Robots => ({
    outlet: { url: robot.url, ...(vendor === 'wecom' ? {} : { secret: robot.secret }), ...over },
  });
  const said = (code: number): object => (vendor === 'feishu' ? { code, msg: '' } : { errcode: code, errmsg: '' });
  beforeEach(async () => {
    robot = await startRobotServer(vendor);
    channel = channelOf(named(), PACE);
  });
  afterEach(() => robot.stop());

  it('takes what is signed as its vendor documents, and is told no more than the line for a group', async () => {
    expect(await outcome(channel.send(message('20261123-000001 回复客户 已到期'), 'outlet'))).toBe('taken');
    expect(robot.texts).toEqual(['20261123-000001 回复客户 已到期']);
  });

  it('with a wrong key or secret answers 200 and a code inside: that is a refusal for good', async () => {
    const wrong = vendor === 'wecom' ? { url: robot.url.replace(/key=.*/, 'key=other') } : { secret: 'other' };
    const other = channelOf(named(wrong), PACE);
    expect(await outcome(other.send(message('a'), 'outlet'))).toEqual({
      said: `${vendor} answered ${codes.wrong}`,
      forGood: true,
      minutes: 0,
    });
    expect(robot.texts).toEqual([]);
  });

  it('that the settings do not have is a refusal for good, and nobody is asked', async () => {
    expect(await outcome(channel.send(message('a'), 'constructor'))).toMatchObject({ forGood: true });
    expect(robot.asked).toBe(0);
  });

  it('has several messages put together as one text, each line once', async () => {
    const lines = ['a', 'b', 'b', 'c'];
    const sent = await Promise.all(lines.map((line) => outcome(channel.send(message(line), 'outlet'))));
    expect(sent).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(robot.texts).toEqual(['a\nb\nc']);
  });

  it('gets a hundred messages in a hurry in fewer than twenty texts, and each of them once', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `20261123-${String(index).padStart(6, '0')} 回复客户 到期`);
    const sent = [];
    for (const line of lines) {
      sent.push(outcome(channel.send(message(line), 'outlet')));
      await pause(3);
    }
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['taken']));
    expect(robot.texts.join('\n').split('\n')).toEqual(lines);
    expect(robot.texts.length).toBeLessThan(20);
  });

  it('that is told too often takes nothing for a while: it is not asked again, and tried later', async () => {
    robot.answer = said(codes.often);
    const often = { said: `${vendor} answered ${codes.often}`, forGood: false, minutes: codes.closedFor };
    expect(await outcome(channel.send(message('a'), 'outlet'))).toEqual(often);
    expect(await outcome(channel.send(message('a'), 'outlet'))).toEqual(often);
    expect(robot.asked).toBe(1);
  });

  it('that counts twenty a minute itself refuses the next one so', async () => {
    const quick = channelOf(named(), { everyMs: 1, gatherMs: 1 });
    for (let sent = 0; sent < 20; sent += 1) await quick.send(message(String(sent)), 'outlet');
    expect(await outcome(quick.send(message('20'), 'outlet'))).toMatchObject({
      said: `${vendor} answered ${codes.often}`,
      forGood: false,
    });
  });

  it.each([
    ['a server that is busy', 503, 'HTTP 503', false],
    ['a page that is not there', 404, 'HTTP 404', true],
    ['an answer that cannot be read', 'nonsense', `the answer of ${vendor} cannot be read`, false],
  ] as const)('answers with %s: told as what it is', async (_, answer, words, forGood) => {
    robot.answer = answer;
    expect(await outcome(channel.send(message('a'), 'outlet'))).toEqual({ said: words, forGood, minutes: 0 });
  });

  it('is tried again at once when its vendor is busy', async () => {
    if (codes.passing === undefined) return;
    robot.answer = said(codes.passing);
    expect(await outcome(channel.send(message('a'), 'outlet'))).toMatchObject({ forGood: false, minutes: 0 });
    expect(await outcome(channel.send(message('a'), 'outlet'))).toBe('taken');
  });

  it('that is away is tried again, and no error names its address or secret', async () => {
    robot.stop();
    const away = await outcome(channel.send(message('a'), 'outlet'));
    expect(away).toEqual({ said: 'HTTP not reachable', forGood: false, minutes: 0 });
  });
});

describe('a robot of Feishu', () => {
  it('of the older kind answers with StatusCode, and too many requests with 9499', async () => {
    const robot = await startRobotServer('feishu');
    const channel = feishuChannel({ outlet: { url: robot.url, secret: robot.secret } }, PACE);
    robot.answer = { StatusCode: 0, StatusMessage: 'success' };
    expect(await outcome(channel.send(message('a'), 'outlet'))).toBe('taken');
    robot.answer = { code: 9_499, msg: 'too many request' };
    expect(await outcome(channel.send(message('b'), 'outlet'))).toMatchObject({ forGood: false, minutes: 1 });
    robot.stop();
  });
});

describe('a text for a robot', () => {
  it('is cut at a whole character where one line alone is too long, and the rest follows', async () => {
    const robot = await startRobotServer('wecom');
    const channel = wecomChannel({ outlet: { url: robot.url } }, PACE);
    const long = '到'.repeat(1_000);
    expect(
      await Promise.all([message(long), message('next')].map((one) => outcome(channel.send(one, 'outlet')))),
    ).toEqual(['taken', 'taken']);
    expect(robot.texts).toEqual([`${'到'.repeat(681)}…`, 'next']);
    robot.stop();
  });
});
