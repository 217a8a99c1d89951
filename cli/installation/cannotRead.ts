import { CommandError } from './installation.ts';

/** A file that a command names and cannot read. */
export function cannotRead(file: string): CommandError {
  return new CommandError({ zh: `无法读取 ${file}`, en: `${file} cannot be read` });
}
