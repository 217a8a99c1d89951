import pino from 'pino';
import { SameFaults, type Fault } from './sameFaults.ts';

/** How often it is said what came again, ms. */
const COUNT_EVERY_MS = 60_000;
const WARN = 40;

type Details = Readonly<Record<string, unknown>>;

/**
 * A log of one JSON object a line, on standard error or in `file`. The same warning or error is said once, with its
 * stack, and then counted once a minute.
 */
export function openLog(part: string, file?: string): pino.Logger {
  const faults = new SameFaults(Date.now);
  const log = pino(
    {
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: shown },
      hooks: {
        logMethod(args, method, level) {
          const [details, msg] = args as unknown as readonly [Details | string, string?];
          if (level < WARN || isCount(details) || faults.isNew(faultOf(details, msg, level))) method.apply(this, args);
        },
      },
    },
    // At once: what is said last is often what is asked for.
    pino.destination({ dest: file ?? 2, sync: true }),
  );
  const count = (): void => {
    for (const { level, msg, ...counted } of faults.counted())
      log[level as 'warn'](counted, `${msg} (the same ${counted.again} times in ${counted.seconds} s)`);
  };
  setInterval(count, COUNT_EVERY_MS).unref();
  process.once('exit', count);
  return log;
}

/** As it is given to a log: errors by themselves would bring all their properties, which may hold what was sent. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function isCount(details: Details | string): boolean {
  return typeof details === 'object' && 'again' in details;
}

function faultOf(details: Details | string, msg: string | undefined, level: number): Fault {
  const levels = pino.levels.labels;
  if (typeof details === 'string') return { level: levels[level] ?? '', msg: details, because: '' };
  const { err, error = '', because = '', no, workflowId } = details;
  const subject = no ?? workflowId;
  return {
    level: levels[level] ?? '',
    msg: msg ?? '',
    because: err instanceof Error ? causeOf(err) : `${String(error)}${String(because)}`,
    ...(typeof subject === 'string' && { subject }),
  };
}

/** What it says and where it comes from. */
function causeOf({ name, message, stack = '' }: Error): string {
  return [name, message, /^\s*at .*/m.exec(stack)?.[0]?.trim()].join(' ').trim();
}

function shown(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const { code } = error as { readonly code?: unknown };
  return { name, message, code, stack, ...(cause !== undefined && { cause: shown(cause) }) };
}
