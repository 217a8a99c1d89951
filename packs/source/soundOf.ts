import { formatFault } from './formatFault.ts';
import type { ParsedYaml } from './parseTree.ts';

/** What was read from a file that the installation needs; throws with a line per mistake when it is faulty. */
export function soundOf<T>(file: string, parsed: ParsedYaml<T>): T {
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.faults.map((fault) => formatFault(file, fault, 'both')).join('\n'));
}
