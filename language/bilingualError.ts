import type { Bilingual } from './bilingual.ts';
import { plain } from './joinWords.ts';

/** What goes wrong where a person reads it, in both languages; the message of the error is the English one. */
export class BilingualError extends Error {
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.words = words;
  }
}

/** What an error says to a person. */
export function wordsOf(error: unknown): Bilingual {
  return error instanceof BilingualError ? error.words : plain((error as Error).message);
}
