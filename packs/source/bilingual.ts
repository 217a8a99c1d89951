import { z } from 'zod';
import type { Bilingual } from '../../language/bilingual.ts';

/** A message in both languages packed into the one string that a schema may carry. */
export function bilingual(zh: string, en: string): string {
  return JSON.stringify({ zh, en });
}

/** The other way; a plain string is the same in both. */
export function fromBilingual(text: string): Bilingual {
  if (!text.startsWith('{"zh":')) return { zh: text, en: text };
  return JSON.parse(text) as Bilingual;
}

/** Schema of a text in both languages. */
export const words = z.strictObject({
  zh: z.string().min(1, bilingual('不能为空', 'must not be empty')),
  en: z.string().min(1, bilingual('不能为空', 'must not be empty')),
});
