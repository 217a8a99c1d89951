/** The contract's words for instants, days and numbers are what checks them. */

import type { PhraseId } from '../../language/phrases/phrases.ts';
import { z } from 'zod';
import { DAY } from '../../domain/time/day.ts';
import { INSTANT } from '../../domain/time/instant.ts';

/** Goes out. */
export const instant = z.string().describe('ISO 8601 with offset');

/** Goes out beside an instant. */
export const inWords = z
  .string()
  .describe('For people: `28 January 2027, 24:00 (Beijing time)`, in the zone of the pack');

/** Comes in. */
export const instantIn = z
  .string('must-be-instant' satisfies PhraseId)
  .regex(INSTANT, 'must-be-instant' satisfies PhraseId)
  .meta({ examples: ['2026-11-23T18:00:00+08:00'] });

/** Comes in. */
export const dayIn = z
  .string('must-be-date' satisfies PhraseId)
  .regex(new RegExp(`^${DAY}$`), 'must-be-date' satisfies PhraseId)
  .meta({ examples: ['2026-11-30'] });

/** Digits only: `0x10`, `1e2` and an empty value are no numbers. */
export function wholeNumber<T extends z.ZodType>(inner: T): z.ZodPreprocess<T> {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value),
    inner,
  );
}
