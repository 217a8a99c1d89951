import { readFileSync } from 'node:fs';
import { fail } from '../output/fail.ts';

/** Fails when the file cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fail({ zh: `无法读取 ${file}`, en: `${file} cannot be read` });
  }
}
