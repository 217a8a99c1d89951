import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

type Vendor = 'wecom' | 'dingtalk' | 'feishu';
const HOUR = 3_600_000;

export interface RobotServer {
  readonly url: string;
  readonly secret: string;
  /** Texts that the group saw. */
  readonly texts: string[];
  /** Requests, refused ones too. */
  asked: number;
  /** Answers this, once, whatever comes. */
  answer: object | number | 'nonsense' | undefined;
  /** How many texts a minute are taken. */
  readonly aMinute: number;
  readonly stop: () => void;
}

/**
 * A group with a robot as its vendor documents it: the key or the signature is verified, the age of the signature, the
 * size of a text, and twenty texts a minute; everything is answered with 200 and a code inside.
 */
export async function startRobotServer(vendor: Vendor): Promise<RobotServer> {
  const secret = `SEC${vendor}0123456789`;
  const key = '73febdcb-1b38-4d1b-a994-790f21fc8d30';
  const taken: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      robot.asked += 1;
      const { answer } = robot;
      robot.answer = undefined;
      if (typeof answer === 'number') return void response.writeHead(answer).end();
      if (answer === 'nonsense') return void response.writeHead(200).end('<html>');
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const said = answer ?? judge(url, JSON.parse(body) as Body);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  const tooOften = (): boolean => {
    const now = Date.now();
    while (taken[0] !== undefined && taken[0] < now - 60_000) taken.shift();
    if (taken.length >= robot.aMinute) return true;
    taken.push(now);
    return false;
  };
  type Body = Readonly<{
    msgtype?: string;
    msg_type?: string;
    text?: { readonly content: string };
    content?: { readonly text: string };
    timestamp?: string;
    sign?: string;
  }>;
  const judges: Readonly<Record<Vendor, (url: URL, body: Body) => object>> = {
    wecom: (url, { msgtype, text }) => {
      if (url.searchParams.get('key') !== key) return { errcode: 93_000, errmsg: 'invalid webhook url' };
      if (msgtype !== 'text' || text === undefined) return { errcode: 40_008, errmsg: 'invalid message type' };
      if (Buffer.byteLength(text.content) > 2_048) return { errcode: 40_058, errmsg: 'content exceed max length' };
      if (tooOften()) return { errcode: 45_009, errmsg: 'api freq out of limit' };
      robot.texts.push(text.content);
      return { errcode: 0, errmsg: 'ok' };
    },
    dingtalk: (url, { msgtype, text }) => {
      const at = url.searchParams.get('timestamp') ?? '';
      const sign = createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');
      if (url.searchParams.get('access_token') !== key) return { errcode: 300_001, errmsg: 'token is not exist' };
      if (url.searchParams.get('sign') !== sign || Math.abs(Date.now() - Number(at)) > HOUR)
        return { errcode: 310_000, errmsg: 'sign not match' };
      if (msgtype !== 'text' || text === undefined) return { errcode: 400_101, errmsg: 'miss param' };
      if (tooOften()) return { errcode: 130_101, errmsg: 'send too fast, exceed 20 times per minute' };
      robot.texts.push(text.content);
      return { errcode: 0, errmsg: 'ok' };
    },
    feishu: (url, { msg_type: type, content, timestamp = '', sign: given }) => {
      const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
      if (!url.pathname.endsWith(key))
        return { code: 19_001, msg: 'param invalid: incoming webhook access token invalid' };
      if (given !== sign || Math.abs(Date.now() - Number(timestamp) * 1_000) > HOUR)
        return { code: 19_021, msg: 'sign match fail or timestamp is not within one hour from current time' };
      if (type !== 'text' || content === undefined) return { code: 9_499, msg: 'Bad Request' };
      if (tooOften()) return { code: 11_232, msg: 'frequency limited' };
      robot.texts.push(content.text);
      return { code: 0, msg: 'success', data: {}, StatusCode: 0 };
    },
  };
  const judge = judges[vendor];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const paths: Readonly<Record<Vendor, string>> = {
    wecom: `/cgi-bin/webhook/send?key=${key}`,
    dingtalk: `/robot/send?access_token=${key}`,
    feishu: `/open-apis/bot/v2/hook/${key}`,
  };
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  const url = `http://127.0.0.1:${port}${paths[vendor]}`;
  const robot: RobotServer = { url, secret, texts: [], asked: 0, answer: undefined, aMinute: 20, stop };
  return robot;
}
