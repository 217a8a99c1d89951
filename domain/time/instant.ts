import { DAY } from './day.ts';
import { parseDuration } from './duration.ts';

/**
 * ISO 8601 with an offset, on a day that exists: one pattern for rules, contract and database. The year keeps four
 * digits whatever limit is added.
 */
export const INSTANT = new RegExp(
  `^${DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?:Z|[+-](?:0[0-9]|1[0-5]):[0-5][0-9])$`,
);

const LAST = Date.parse('2999-12-31T23:59:59.999Z');

/** Epoch ms of an ISO 8601 instant, or of `+6h` after `from`; `undefined` when neither, or beyond 2999. */
export function parseInstant(text: string, from: number): number | undefined {
  if (!text.startsWith('+')) return INSTANT.test(text) ? Date.parse(text) : undefined;
  const duration = parseDuration(text.slice(1));
  return duration === undefined || from + duration > LAST ? undefined : from + duration;
}
