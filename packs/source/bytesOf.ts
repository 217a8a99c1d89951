import { readFileSync } from 'node:fs';
import { BilingualError } from '../../language/bilingual.ts';

/** A file from outside; throws for one that cannot be read. */
export function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new BilingualError({ zh: `无法读取 ${file}`, en: `${file} cannot be read` });
  }
}
