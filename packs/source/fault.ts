import type { Bilingual } from '../../language/bilingual.ts';

export type Path = readonly (string | number)[];

/** Its path gives the place. `key`: the name is wrong, not the value. */
export interface Finding extends Bilingual {
  /** Stable. */
  readonly code: string;
  readonly path: Path;
  readonly key?: boolean;
}

/** Lines and columns count from 1. */
export interface PackFault extends Pick<Finding, 'code' | 'path'> {
  /** Where the mistake is in an extended pack. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly message: Bilingual;
}

export type Findings = Generator<Finding>;

export const wrong = (code: string, path: Path, zh: string, en: string): Finding => ({ code, path, zh, en });

/** The last key of the path is wrong, or has no place there. */
export const wrongKey = (...told: Parameters<typeof wrong>): Finding => ({ ...wrong(...told), key: true });
