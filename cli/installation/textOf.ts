import { readFileSync } from 'node:fs';
import { fail } from '../output/fail.ts';

/** The text of a file that a command names; fails for one that cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fail({ zh: `无法读取 ${file}`, en: `${file} cannot be read` });
  }
}
