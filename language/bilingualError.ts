import type { Bilingual } from './bilingual.ts';

/** What goes wrong where a person reads it, in both languages; the message of the error is the English one. */
export class BilingualError extends Error {
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.words = words;
  }
}
