import { Pair, YAMLMap, YAMLSeq, isMap, isScalar, isSeq } from 'yaml';

/** Taken whole: halves of two conditions would make a third. */
const WHOLE = ['when', 'gateWhen', 'limit', 'target', 'from', 'extendable', 'max', 'window'];
/** `clocks`, the clock, the setting. */
const SETTING_DEPTH = 2;

/**
 * A pack over the one that it extends. Maps merge by key at every depth; anything else replaces what was there. An
 * empty value (`~`) removes an entry. `{ prepend: [...] }` and `{ append: [...] }` add to a list. Places are those in
 * the extending pack.
 */
export function mergeNodes(base: unknown, over: unknown, depth = 0): unknown {
  if (isMap(base) && isMap(over)) return mergedMap(base, over, depth);
  if (isSeq(base) && isMap(over) && isAddition(over)) return longerList(base, over);
  return over;
}

function mergedMap(base: YAMLMap, over: YAMLMap, depth: number): YAMLMap {
  const result = new YAMLMap();
  const left = new Map(over.items.map((pair) => [keyOf(pair), pair]));
  for (const pair of base.items) {
    const key = keyOf(pair);
    const change = left.get(key);
    left.delete(key);
    if (change === undefined) result.items.push(pair);
    else if (isNothing(change.value)) continue;
    else if (depth === SETTING_DEPTH && WHOLE.includes(key)) result.items.push(change);
    else result.items.push(new Pair(change.key, mergeNodes(pair.value, change.value, depth + 1)));
  }
  result.items.push(...left.values());
  result.range = over.range ?? null;
  return result;
}

function longerList(base: YAMLSeq, over: YAMLMap): YAMLSeq {
  const result = new YAMLSeq();
  const part = (name: string): readonly unknown[] => (over.get(name) as YAMLSeq | undefined)?.items ?? [];
  result.items.push(...part('prepend'), ...base.items, ...part('append'));
  result.range = over.range ?? null;
  return result;
}

function isAddition(node: YAMLMap): boolean {
  const isPart = (pair: Pair): boolean => ['prepend', 'append'].includes(keyOf(pair)) && isSeq(pair.value);
  return node.items.length > 0 && node.items.every(isPart);
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function isNothing(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}
