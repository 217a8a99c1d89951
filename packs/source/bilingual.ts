import type { Bilingual } from '../../language/bilingual.ts';

/** Both languages in the one string that a schema carries, with what else its reader needs. */
export function bilingual(zh: string, en: string, more: Omit<Carried, 'zh' | 'en'> = {}): string {
  return JSON.stringify({ zh, en, ...more });
}

interface Carried extends Bilingual {
  /** Keys that may stand there. */
  readonly known?: readonly string[];
  /** Nothing stands there. */
  readonly missing?: boolean;
}

export function isBilingual(text: string): boolean {
  return text.startsWith('{"zh":');
}

/** A plain string is the same in both. */
export function fromBilingual(text: string): Carried {
  return isBilingual(text) ? (JSON.parse(text) as Carried) : { zh: text, en: text };
}
