import type { Bilingual } from '../../language/bilingual.ts';

/** One mistake in a pack: where, and what would be right. Lines and columns count from 1. */
export interface PackFault {
  /** Stable name of the kind of mistake. */
  readonly code: string;
  readonly path: readonly (string | number)[];
  /** The file that it lies in, where that is a pack that the given one extends. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual;
}

/**
 * A mistake whose place in the text is found afterwards, from its path. `key`: the name itself is wrong, not its value.
 */
export interface Finding {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly key?: boolean;
  readonly zh: string;
  readonly en: string;
}
