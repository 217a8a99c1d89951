import { DAY } from './day.ts';
import { parseDuration } from './duration.ts';

/**
 * An ISO 8601 instant with its offset from UTC, of a day that exists. One pattern for the rules, the contract and the
 * database: with offsets to 15:59, and years that still have four digits after any limit was added.
 */
export const INSTANT = new RegExp(
  `^${DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?:Z|[+-](?:0[0-9]|1[0-5]):[0-5][0-9])$`,
);

const LAST = Date.parse('2999-12-31T23:59:59.999Z');

/**
 * Epoch ms of an ISO 8601 instant with offset, or of `+6h` counted from `from`; `undefined` when it is neither, or out
 * of all reason.
 */
export function parseInstant(text: string, from: number): number | undefined {
  if (!text.startsWith('+')) return INSTANT.test(text) ? Date.parse(text) : undefined;
  const duration = parseDuration(text.slice(1));
  return duration === undefined || from + duration > LAST ? undefined : from + duration;
}
