import type { Bilingual } from '../../language/bilingual.ts';
import type { Locale } from '../../language/locale.ts';

/** Where a command says what it found and did. */
export interface Output {
  readonly locale: Locale;
  /** A line as it is. */
  readonly line: (text: string) => void;
  /** A line in the language of `locale`. */
  readonly say: (words: Bilingual) => void;
}

export function outputIn(locale: Locale, line: (text: string) => void): Output {
  return { locale, line, say: (words) => line(words[locale]) };
}
