import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Locale } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';

/** More than all lanes and streams hold. */
const MAX_CONNECTIONS = 4_000;

/** No idle or slow client keeps a connection long. */
export function httpServer(app: RequestListener, locale: Locale): Server {
  const server = createServer(
    {
      headersTimeout: 10_000,
      // Bodies have a shorter limit with a proper answer (`BodyIntake`).
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  // What Node cannot parse reaches no route; it is refused in the same form.
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(refusal(problemOf(code), locale));
  });
  return server;
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem(431, 'head-too-large', phrase('head-too-large'));
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem(408, 'request-timeout', phrase('request-too-slow'));
    default:
      return new Problem(400, 'bad-request', phrase('request-unreadable'));
  }
}

function refusal(problem: Problem, locale: Locale): string {
  const body = JSON.stringify(problem.body(locale));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Content-Language: ${locale}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
