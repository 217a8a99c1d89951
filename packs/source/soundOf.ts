import { formatFault } from './formatFault.ts';
import type { ParsedYaml } from './parseTree.ts';

/** Of a file that the installation needs; throws with a line per mistake. */
export function soundOf<T>(file: string, parsed: ParsedYaml<T>): T {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.faults.map((fault) => formatFault(file, fault, 'both')).join('\n'));
}
