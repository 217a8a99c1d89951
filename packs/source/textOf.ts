import { BilingualError } from '../../language/bilingual.ts';
import { bytesOf } from './bytesOf.ts';
import { decodeText } from './decodeText.ts';
import { formatFaults } from './formatFault.ts';

/**
 * The text of a file from outside; throws for one that cannot be read, with line and column where its bytes are no
 * text.
 */
export function textOf(file: string): string {
  const decoded = decodeText(bytesOf(file));
  if (decoded.ok) return decoded.text;
  throw new BilingualError(formatFaults(file, [decoded.fault]));
}
