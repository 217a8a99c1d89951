/** Codes of sockets and names: nobody listens, nobody answers, or the way there is cut. */
const SOCKET =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN))$/;
/**
 * SQLSTATE of a server that goes away, comes up, is full of sessions, or after a failover is not the one that writes:
 * 08 connection, 57P0x shut down or starting, 25006 read-only, 25P03 and 57P05 a session it has ended, 53300 too many
 * sessions.
 */
const SERVER = /^(08.{3}|57P0\d|25006|25P03|53300)$/;
/** What the driver says of a connection that is no more, or of an answer that does not come. It gives no codes. */
const DRIVER =
  /timeout exceeded when trying to connect|Connection terminated|is not queryable|Query read timeout|timeout expired/;

/** Whether the database is away: what was asked may be right, and is to be asked again. */
export function databaseIsAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' && (SOCKET.test(code) || SERVER.test(code))) return true;
  return typeof message === 'string' && DRIVER.test(message);
}
