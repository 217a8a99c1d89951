/** Words of several things put together, in both languages. */

import type { Bilingual } from './bilingual.ts';

/** The same in both languages. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text };
}

/** One after the other, each language with its own mark between them. */
export function joined(parts: readonly Bilingual[], zh = '、', en = ', '): Bilingual {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}
