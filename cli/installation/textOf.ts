import { readFileSync } from 'node:fs';
import { CommandError } from './installation.ts';

/** The text of a file that a command names. Throws `CommandError` for one that cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError({ zh: `无法读取 ${file}`, en: `${file} cannot be read` });
  }
}
