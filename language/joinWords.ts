import type { Bilingual } from './bilingual.ts';

/** The same in both languages. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text };
}

/** Each language with its own mark between the parts. */
export function joined(parts: readonly Bilingual[], zh = '、', en = ', '): Bilingual {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}
