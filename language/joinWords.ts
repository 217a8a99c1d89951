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

/** `A、B 或 C` and `A, B or C`. */
export function either(parts: readonly Bilingual[]): Bilingual {
  const last = parts.at(-1) ?? plain('');
  if (parts.length < 2) return last;
  const before = joined(parts.slice(0, -1));
  return { zh: spaced(before.zh, `或`, last.zh), en: `${before.en} or ${last.en}` };
}

/** Chinese put together, with a space where Chinese and Latin letters or figures meet, as the packs write it. */
export function spaced(...parts: readonly string[]): string {
  return parts.reduce((text, part) =>
    (/\p{Script=Han}$/u.test(text) && /^[\dA-Za-z]/.test(part)) ||
    (/[\dA-Za-z%]$/.test(text) && /^\p{Script=Han}/u.test(part))
      ? `${text} ${part}`
      : text + part,
  );
}
