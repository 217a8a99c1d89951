import type { Bilingual } from '../../language/bilingual.ts';

export type Finding = Readonly<{
  /** For programs, the same in both languages. */
  part: string;
  ok: boolean;
  detail: Bilingual;
  /** Works, but needs attention. */
  warn?: true;
  /** For alerts. */
  count?: number;
  /** Remedy, when not ok or a warning. */
  mend?: Bilingual;
}>;
