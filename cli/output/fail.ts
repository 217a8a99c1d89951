import type { Bilingual } from '../../language/bilingual.ts';
import { BilingualError } from '../../language/bilingualError.ts';

/** Ends the command with one line about what the user can put right. */
export function fail(words: Bilingual): never {
  throw new BilingualError(words);
}
