import type { Bilingual } from '../../language/bilingual.ts';

/** What `redress doctor` found of one part. */
export interface Finding {
  /** For programs: the same in every language. */
  readonly part: string;
  readonly ok: boolean;
  readonly detail: Bilingual;
  /** It works, but somebody has to see to it. */
  readonly warn?: true;
  /** How many there are, where an alert may go by that. */
  readonly count?: number;
  /** What to do when it is not ok, or warns. */
  readonly mend?: Bilingual;
}
