/** Instants, days and whole numbers as requests carry them. What the contract says of them is what checks them. */

import { z } from 'zod';
import { DAY } from '../domain/time/day.ts';
import { INSTANT } from '../domain/time/instant.ts';

/** An instant that comes in. */
export const instantIn = z
  .string('must be an ISO 8601 instant with offset, of the years 1900 to 2999')
  .regex(INSTANT, 'must be an ISO 8601 instant with offset, of the years 1900 to 2999')
  .meta({ examples: ['2026-11-23T18:00:00+08:00'] });

/** A day that comes in. */
export const dayIn = z
  .string('must be a date such as 2026-11-30, of the years 1900 to 2999')
  .regex(new RegExp(`^${DAY}$`), 'must be a date such as 2026-11-30, of the years 1900 to 2999')
  .meta({ examples: ['2026-11-30'] });

/** A whole number in a query: digits alone, so that `0x10`, `1e2` and nothing at all are none. */
export function wholeNumber<T extends z.ZodType>(inner: T): z.ZodPreprocess<T> {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value),
    inner,
  );
}
