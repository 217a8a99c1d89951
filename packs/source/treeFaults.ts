import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { PackFault } from './fault.ts';
import { SOURCE_LIMITS, TOO_DEEP, TOO_MANY_KEYS } from './sourceLimits.ts';

/**
 * The same key twice in one place, too many keys, or too deep a nesting. Each part is looked at once, and none by
 * recursion.
 */
export function treeFaults(document: Document, lines: LineCounter): readonly PackFault[] {
  const found: PackFault[] = [];
  const fault = (at: Node | null, { code, zh, en }: Pick<PackFault, 'code'> & { zh: string; en: string }): void => {
    const { line, col } = lines.linePos(at?.range?.[0] ?? 0);
    found.push({ code, path: [], line: Math.max(1, line), column: Math.max(1, col), message: { zh, en } });
  };
  const left: [part: unknown, depth: number][] = [[document.contents, 1]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [part, depth] = next;
    if (isPair(part)) left.push([part.key, depth], [part.value, depth]);
    if (!isCollection(part)) continue;
    if (depth > SOURCE_LIMITS.depth) {
      fault(part, TOO_DEEP);
      break;
    }
    if (isMap(part)) {
      if (part.items.length > SOURCE_LIMITS.keys) fault(part, TOO_MANY_KEYS);
      for (const pair of repeatedKeys(part)) fault(pair.key as Node, TWICE);
    }
    for (const item of part.items) left.push([item, depth + 1]);
  }
  return found;
}

const TWICE = {
  code: 'duplicate-key',
  zh: '同一处的键重复,后者会盖掉前者;请改名或合并',
  en: 'this key is there twice; rename one or merge them',
};

function repeatedKeys(map: YAMLMap): readonly Pair[] {
  const seen = new Set<unknown>();
  return map.items.filter(({ key }) => {
    if (!isScalar(key)) return false;
    const again = seen.has(key.value);
    seen.add(key.value);
    return again;
  });
}
