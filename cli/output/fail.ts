import { BilingualError, type Bilingual } from '../../language/bilingual.ts';

/** Ends the command with what the user can mend. */
export function fail(words: Bilingual): never {
  throw new BilingualError(words);
}
