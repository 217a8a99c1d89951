import type { Bilingual } from '../../language/bilingual.ts';

/** A message in both languages packed into the one string that a schema may carry. */
export function bilingual(zh: string, en: string): string {
  return JSON.stringify({ zh, en });
}

export function isBilingual(text: string): boolean {
  return text.startsWith('{"zh":');
}

/** The other way; a plain string is the same in both. */
export function fromBilingual(text: string): Bilingual {
  return isBilingual(text) ? (JSON.parse(text) as Bilingual) : { zh: text, en: text };
}
