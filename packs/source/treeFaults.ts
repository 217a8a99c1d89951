import { isCollection, isMap, isPair, isScalar, type Document, type Node } from 'yaml';
import { SOURCE_LIMITS, TOO_DEEP, TOO_MANY_KEYS, type Told } from './sourceLimits.ts';

const TWICE: Told = {
  code: 'duplicate-key',
  zh: '同一处的键重复,后者会盖掉前者;请改名或合并',
  en: 'this key is there twice; rename one or merge them',
};

/** Duplicate or too many keys, and nesting too deep. No recursion. */
export function* treeFaults(document: Document): Generator<readonly [Node, Told]> {
  const left: [part: unknown, depth: number][] = [[document.contents, 1]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [part, depth] = next;
    if (isPair(part)) left.push([part.key, depth], [part.value, depth]);
    if (!isCollection(part)) continue;
    if (depth > SOURCE_LIMITS.depth) {
      yield [part, TOO_DEEP];
      return;
    }
    if (isMap(part)) {
      if (part.items.length > SOURCE_LIMITS.keys) yield [part, TOO_MANY_KEYS];
      const seen = new Set<unknown>();
      for (const { key } of part.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) yield [key, TWICE];
        seen.add(key.value);
      }
    }
    for (const item of part.items) left.push([item, depth + 1]);
  }
}
