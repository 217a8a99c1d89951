import type { Bilingual } from '../../language/bilingual.ts';

/** Both languages in the one string that a schema carries. */
export function bilingual(zh: string, en: string): string {
  return JSON.stringify({ zh, en });
}

export function isBilingual(text: string): boolean {
  return text.startsWith('{"zh":');
}

/** A plain string is the same in both. */
export function fromBilingual(text: string): Bilingual {
  return isBilingual(text) ? (JSON.parse(text) as Bilingual) : { zh: text, en: text };
}
