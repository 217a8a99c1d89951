export type Bilingual = Readonly<{
  zh: string;
  en: string;
}>;

/** An installation has one; a request may ask for the other. */
export type Locale = 'zh' | 'en';

/** The same in both languages. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text };
}

/** Each language with its own mark between the parts. */
export function joined(parts: readonly Bilingual[], zh = '、', en = ', '): Bilingual {
  return { zh: parts.map((part) => part.zh).join(zh), en: parts.map((part) => part.en).join(en) };
}

/** An error that people read; its message is the English text. */
export class BilingualError extends Error {
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.words = words;
  }
}

export function wordsOf(error: unknown): Bilingual {
  return error instanceof BilingualError ? error.words : plain((error as Error).message);
}
