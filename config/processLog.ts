import { format } from 'node:util';
import type pino from 'pino';
import { asError, openLog } from './log.ts';

/**
 * The log of a process that is read by machines: also what libraries and threads print, what Node warns of, and the
 * fault that nobody caught, which ends the process.
 */
export function processLog(part: string): pino.Logger {
  const log = openLog(part);
  console.log = console.info = console.debug = (...said: readonly unknown[]) => log.info(format(...said));
  // The log itself writes to the descriptor.
  process.stderr.write = (chunk: string | Uint8Array): boolean => {
    const said = Buffer.from(chunk).toString().trim();
    if (said !== '') log.warn(said);
    return true;
  };
  // Node's own listener prints text.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ err: warning }, 'Node warns'));
  process.on('uncaughtException', (thrown: unknown) => {
    log.fatal({ err: asError(thrown) }, 'nobody caught a fault');
    process.exit(1);
  });
  return log;
}
