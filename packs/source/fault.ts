import type { Bilingual } from '../../language/bilingual.ts';

export type Path = readonly (string | number)[];

/**
 * A mistake whose place in the text is found afterwards, from its path. `key`: the name itself is wrong, not its value.
 */
export interface Finding extends Bilingual {
  /** Stable name of the kind of mistake. */
  readonly code: string;
  readonly path: Path;
  readonly key?: boolean;
}

/** One mistake in a pack: where, and what would be right. Lines and columns count from 1. */
export interface PackFault extends Pick<Finding, 'code' | 'path'> {
  /** The file that it lies in, where that is a pack that the given one extends. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual;
}

export type Findings = Generator<Finding>;

/** What stands at a path is wrong. */
export const wrong = (code: string, path: Path, zh: string, en: string): Finding => ({ code, path, zh, en });

/** The last key of a path is wrong, or has no place there. */
export const wrongKey = (...told: Parameters<typeof wrong>): Finding => ({ ...wrong(...told), key: true });
