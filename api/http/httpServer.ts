import { createServer, type RequestListener, type Server } from 'node:http';
import type { Locale } from '../../language/locale.ts';
import { refuseUnreadable } from './refuseUnreadable.ts';

/**
 * Longest that a head may take, and a whole request; a body has a limit of its own (`BodyIntake`), which is told in
 * words.
 */
const HEAD_MS = 10_000;
const REQUEST_MS = 15_000;
const CHECK_EACH_MS = 1_000;
const MAX_HEAD_BYTES = 16 * 1024;
/** More than all lanes and streams together may hold. */
const MAX_CONNECTIONS = 4_000;

/** The HTTP server: nobody keeps a connection for long who asks nothing, or slowly. */
export function httpServer(app: RequestListener, locale: Locale): Server {
  const server = createServer(
    {
      headersTimeout: HEAD_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_EACH_MS,
      maxHeaderSize: MAX_HEAD_BYTES,
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  refuseUnreadable(server, locale);
  return server;
}
