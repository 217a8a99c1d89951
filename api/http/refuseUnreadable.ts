import { phrase, type Phrase } from '../../language/phrase.ts';
import { STATUS_CODES, type Server } from 'node:http';
import type { Locale } from '../../language/locale.ts';
import { Problem } from '../problems/problem.ts';
import { own } from '../../domain/values/own.ts';

/** What Node cannot read as HTTP at all never reaches a route; it is refused in the same form as everything else. */
export function refuseUnreadable(server: Server, locale: Locale): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { status, code, said } = own(FAULTS, error.code ?? '') ?? UNREADABLE;
    const body = JSON.stringify(new Problem(status, code, said).body(locale));
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Content-Language: ${locale}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

const UNREADABLE = { status: 400, code: 'bad-request', said: phrase('request-unreadable') } as const;
const FAULTS: Readonly<Record<string, { status: number; code: 'head-too-large' | 'request-timeout'; said: Phrase }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'head-too-large',
    said: phrase('head-too-large'),
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-timeout', said: phrase('request-too-slow') },
};
