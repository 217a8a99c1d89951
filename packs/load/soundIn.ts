import { formatFault } from '../source/formatFault.ts';
import type { ParsedYaml } from '../source/parseTree.ts';
import { textOf } from '../source/textOf.ts';

/** What the sound ones of these files say. `onFault` is told of each mistake in the others, a line each. */
export function soundIn<T>(
  files: readonly string[],
  parse: (text: string) => ParsedYaml<T>,
  onFault: (line: string) => void,
): readonly T[] {
  return files.flatMap((file) => {
    const parsed = parse(textOf(file));
    if (parsed.ok) return [parsed.value];
    for (const fault of parsed.faults) onFault(formatFault(file, fault, 'both'));
    return [];
  });
}
