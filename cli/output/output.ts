import type { Bilingual, Locale } from '../../language/bilingual.ts';

export type Output = Readonly<{
  locale: Locale;
  /** As it is. */
  line: (text: string) => void;
  /** In the language of `locale`. */
  say: (words: Bilingual) => void;
}>;

export function outputIn(locale: Locale, line: (text: string) => void): Output {
  return { locale, line, say: (words) => line(words[locale]) };
}
