const SOCKET =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN))$/;
/**
 * SQLSTATE: 08 connection, 57P0x shut down, starting or session ended, 25006 read-only after a failover, 25P03 session
 * ended, 53300 too many sessions.
 */
const SERVER = /^(08.{3}|57P0\d|25006|25P03|53300)$/;
/** The driver gives no codes for these. */
const DRIVER =
  /timeout exceeded when trying to connect|Connection terminated|is not queryable|Query read timeout|timeout expired/;

/** Whether the same query may succeed later. */
export function databaseIsAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as Readonly<{ code?: unknown; message?: unknown }>;
  if (typeof code === 'string' && (SOCKET.test(code) || SERVER.test(code))) return true;
  return typeof message === 'string' && DRIVER.test(message);
}
