/** Texts of requests. Characters are code points, as in JSON Schema; JavaScript counts 😀 twice. */

import type { PhraseId } from '../../language/phrases/phrases.ts';
import { z } from 'zod';
import { isStorable } from '../../domain/values/storable.ts';
import { isInherited } from '../../domain/values/own.ts';

/** What any dialect of patterns calls blank, so that all agree. */
const BLANK = '\\s\\u0085\\u001c-\\u001f\\ufeff';
const SAYS_SOMETHING = new RegExp(`^[^\\u0000]*[^\\u0000${BLANK}][^\\u0000]*$`, 'u');

/** Perhaps empty. */
export function textUpTo(max: number): z.ZodString {
  return z
    .string()
    .refine(isStorable, 'unfit-characters' satisfies PhraseId)
    .refine((text) => text.length <= max || Array.from(text).length <= max, {
      error: 'at-most' satisfies PhraseId,
      params: { most: max },
    })
    .meta({ maxLength: max, pattern: '^[^\\u0000]*$' });
}

/** Not blank, kept to the letter: faults name line and column. */
export function sourceUpTo(max: number): z.ZodString {
  return textUpTo(max)
    .refine((text) => SAYS_SOMETHING.test(text), 'not-empty' satisfies PhraseId)
    .meta({ maxLength: max, minLength: 1, pattern: SAYS_SOMETHING.source });
}

/** Not blank, and trimmed. */
export function proseUpTo(max: number): z.ZodString {
  return sourceUpTo(max).trim();
}

const CODE = /^[A-Za-z][A-Za-z0-9-]{0,47}$/;

/** A name as packs and organisations give them. Anything else is a mistake, not a search without hits. */
export const code: z.ZodString = z
  .string()
  .refine((text) => CODE.test(text), 'must-be-code' satisfies PhraseId)
  .refine((text) => !isInherited(text), 'name-not-allowed' satisfies PhraseId)
  .meta({ pattern: CODE.source, not: { enum: Object.getOwnPropertyNames(Object.prototype) } });
