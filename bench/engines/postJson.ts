import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One POST on a kept connection; plain Node, so that the client costs as little as it can. */
export function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonAnswer> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers },
      },
      (answer) => {
        let read = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (read += chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: read === '' ? undefined : JSON.parse(read) }),
        );
        answer.on('error', reject);
      },
    );
    // A kept connection may have been closed at the very moment it was taken again; every request here may be repeated.
    sent.on('error', (error) => (sent.reusedSocket ? resolve(postJson(url, body, headers)) : reject(error)));
    sent.end(text);
  });
}
