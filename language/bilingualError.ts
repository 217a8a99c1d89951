import type { Bilingual } from './bilingual.ts';
import { plain } from './joinWords.ts';

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
