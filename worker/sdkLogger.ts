import { DefaultLogger } from '@temporalio/worker';
import type { processLog } from '../config/processLog.ts';

type Log = ReturnType<typeof processLog>;

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** What the SDK and its core say, in the log of the process. */
export function sdkLogger(log: Log): DefaultLogger {
  return new DefaultLogger('INFO', ({ level, message, meta = {} }) => {
    const { taskToken: _token, spanContexts: _spans, error, ...details } = meta;
    log[LEVELS[level]]({ ...details, ...(error instanceof Error ? { err: error } : error && { error }) }, message);
  });
}
