import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError, type Message } from '../../../activities/channels/channel.ts';
import { smsChannel, type SmsGateway } from '../../../activities/channels/smsChannel.ts';

const asked: {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}[] = [];
let answer: { readonly status: number; readonly body: string };
let base: string;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  answer = { status: 200, body: '{"code":0,"data":{"id":"1"}}' };
});

const gateway = (over: Partial<SmsGateway> = {}): SmsGateway => ({
  url: `${base}/send`,
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer secret-1' },
  body: '{"mobile":"{{ national }}","content":"{{ text }}","id":"{{key}}"}',
  escape: 'json',
  countryCode: '86',
  longest: 300,
  success: { status: [200], pointer: '/code', equals: '0' },
  forGood: ['1002'],
  ...over,
});
const message = (text: string): Message => ({
  key: 'a/b',
  no: '1',
  subject: 's',
  text: 't',
  brief: [text],
  drill: false,
  items: [],
});
const send = (
  over: Partial<SmsGateway> = {},
  text = '20261123-000001 已到期',
  to = '+8613900001234',
): Promise<unknown> =>
  smsChannel(gateway(over))
    .send(message(text), to)
    .then(
      () => 'taken',
      (error: unknown) =>
        error instanceof DeliveryError ? `${error.message}${error.forGood ? ', for good' : ''}` : error,
    );

describe('a short message', () => {
  it('goes by the gateway of the settings: address, method, headers and body', async () => {
    expect(await send()).toBe('taken');
    expect(asked).toMatchObject([{ method: 'POST', url: '/send', headers: { authorization: 'Bearer secret-1' } }]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      mobile: '13900001234',
      content: '20261123-000001 已到期',
      id: 'a/b',
    });
  });

  it.each(['"quoted" \\ and\nbroken', '{{ to }} {{key}}', '$& $1'])('keeps %j whole in JSON', async (text) => {
    await send({}, text);
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ content: text });
  });

  it('keeps its text whole in a form', async () => {
    const text = 'a&b=c 100% + 到期';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await send({ headers, escape: 'form', body: 'to={{ to }}&text={{ text }}' }, text);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({ to: '+8613900001234', text });
  });

  it('may go by the address alone', async () => {
    const { body: _body, ...others } = gateway();
    await smsChannel({ ...others, method: 'GET', url: `${base}/send?to={{number}}&text={{text}}` }).send(
      message('a b&c'),
      '+8613900001234',
    );
    expect(Object.fromEntries(new URL(asked[0]?.url ?? '', base).searchParams)).toEqual({
      to: '8613900001234',
      text: 'a b&c',
    });
  });

  it('to another country keeps its code; a long text is cut', async () => {
    await send({ longest: 20 }, '一'.repeat(30), '+441632960000');
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ mobile: '441632960000', content: `${'一'.repeat(19)}…` });
  });

  it.each([
    ['a code that is none of success', 200, '{"code":8}', 'the SMS gateway answered 8'],
    ['a code that says never', 200, '{"code":"1002"}', 'the SMS gateway answered 1002, for good'],
    ['no code', 200, '{}', 'the answer of sms cannot be read'],
    ['no JSON', 200, '<ok/>', 'the answer of sms cannot be read'],
    ['an error', 503, '', 'HTTP 503'],
    ['a refusal', 401, '', 'HTTP 401, for good'],
    ['too often', 429, '', 'HTTP 429'],
    ['a status that is none of success', 202, '{"code":0}', 'HTTP 202'],
    ['words that repeat the number', 200, '{"code":"bad 13900001234"}', 'the SMS gateway answered ?'],
  ])('that is answered with %s is not taken', async (_, status, body, said) => {
    answer = { status, body };
    expect(await send()).toBe(said);
  });

  it.each([
    ['/data/0/state', '{"data":[{"state":"OK"}]}', 'OK'],
    ['/a~1b', '{"a/b":true}', 'true'],
  ])('reads success at %s', async (pointer, body, equals) => {
    answer = { status: 200, body };
    expect(await send({ success: { status: [200], pointer, equals } })).toBe('taken');
  });

  it('is taken by the status alone where the settings say no more', async () => {
    answer = { status: 204, body: '' };
    expect(await send({ success: { status: [200, 204] } })).toBe('taken');
  });
});
