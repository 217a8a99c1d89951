import type { Bilingual } from '../../language/bilingual.ts';

/** About one part. */
export interface Finding {
  /** For programs, the same in both languages. */
  readonly part: string;
  readonly ok: boolean;
  readonly detail: Bilingual;
  /** Works, but needs attention. */
  readonly warn?: true;
  /** For alerts. */
  readonly count?: number;
  /** Remedy, when not ok or a warning. */
  readonly mend?: Bilingual;
}
