import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { channelsIn } from '../../../worker/channelsIn.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-channels-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOUND = `
link: https://bank.example/complaints/{no}
wecom:
  outlet-group: { url: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret-1" }
dingtalk:
  it-group: { url: "https://oapi.dingtalk.com/robot/send?access_token=secret-2", secret: SECsecret-3 }
feishu:
  ops: { url: https://open.feishu.cn/open-apis/bot/v2/hook/secret-4, secret: secret-5 }
sms:
  url: https://sms.bank.example/send
  headers: { authorization: Bearer secret-6, content-type: application/json }
  body: '{"mobile":"{{ national }}","content":"{{ text }}"}'
  success: { pointer: /code, equals: 0 }
  forGood: [1002]
`;

function reading(text: string): () => unknown {
  const file = join(folder, 'channels.yaml');
  writeFileSync(file, text);
  return () => channelsIn(file);
}

describe('the file of channels', () => {
  it('describes robots, a gateway and where a case is looked at', () => {
    const { channels, link } = reading(SOUND)() as ReturnType<typeof channelsIn>;
    expect([channels.map(({ name }) => name), link]).toEqual([
      ['wecom', 'dingtalk', 'feishu', 'sms'],
      'https://bank.example/complaints/{no}',
    ]);
  });

  it('may be left out: then nobody is told by robots or short messages', () => {
    expect(channelsIn(undefined).channels.map(({ name }) => name)).toEqual(['wecom', 'dingtalk', 'feishu']);
  });

  it.each([
    [
      'a robot without an address',
      '  it-group: { url: "https://oapi',
      '  it-group: { ulr: "https://oapi',
      'did you mean "url"?',
    ],
    ['a robot of a name that is none', '  ops: {', '  Ops Group: {', 'must be an id'],
    [
      'a place that is not known',
      '{{ national }}',
      '{{ phone }}',
      'no such place; known are: to, number, national, text, key',
    ],
    ['a body without a number', '{{ national }}', '1', 'it says no number'],
    ['a body without the text', '{{ text }}', 'x', 'it does not say the text'],
    ['success that is half said', 'pointer: /code, equals: 0', 'pointer: /code', 'pointer and equals go together'],
    ['a pointer that is none', 'pointer: /code', 'pointer: code', 'must be a JSON pointer such as /code'],
    ['a body of a GET', '  body:', '  method: GET\n  body:', 'a GET has no body'],
    ['a link without the number', 'complaints/{no}', 'complaints', 'must be an address with {no} in it'],
    ['a key that is not known', 'forGood:', 'forBad:', 'unknown key'],
    ['an address of another kind', 'url: https://sms', 'url: ftp://sms', 'must be an address of https or http'],
  ])('with %s is refused with its place, and names no secret', (_, from, to, said) => {
    expect(SOUND).toContain(from);
    const read = reading(SOUND.replace(from, to));
    expect(read).toThrow(/channels\.yaml:\d+:\d+/);
    expect(read).toThrow(said);
    expect(read).not.toThrow(/secret-\d/);
  });

  it('that is not there is said', () => {
    expect(() => channelsIn(join(folder, 'nothing.yaml'))).toThrow('nothing.yaml cannot be read');
  });
});
