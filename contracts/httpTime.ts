/** Instants, days and whole numbers as requests carry them. What the contract says of them is what checks them. */

import type { PhraseId } from '../language/phrases/phrases.ts';
import { z } from 'zod';
import { DAY } from '../domain/time/day.ts';
import { INSTANT } from '../domain/time/instant.ts';

/** An instant that goes out. */
export const instant = z.string().describe('ISO 8601 with offset');

/** An instant that comes in. */
export const instantIn = z
  .string('must-be-instant' satisfies PhraseId)
  .regex(INSTANT, 'must-be-instant' satisfies PhraseId)
  .meta({ examples: ['2026-11-23T18:00:00+08:00'] });

/** A day that comes in. */
export const dayIn = z
  .string('must-be-date' satisfies PhraseId)
  .regex(new RegExp(`^${DAY}$`), 'must-be-date' satisfies PhraseId)
  .meta({ examples: ['2026-11-30'] });

/** A whole number in a query: digits alone, so that `0x10`, `1e2` and nothing at all are none. */
export function wholeNumber<T extends z.ZodType>(inner: T): z.ZodPreprocess<T> {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value),
    inner,
  );
}
