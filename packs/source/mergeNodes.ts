import { Pair, YAMLMap, YAMLSeq, isMap, isScalar, isSeq, type Node } from 'yaml';

/** Told of every node that the merge makes, and of the node of the extending pack that it stands for. */
type Made = (made: Node, standsFor: Node) => void;

/** Settings of a clock, step, ... taken as a whole: half of one condition and half of another would be a third. */
const WHOLE = ['when', 'gateWhen', 'limit', 'target', 'from', 'extendable', 'max', 'window'];
/** How deep such a setting stands: `clocks`, the clock, the setting. */
const SETTING_DEPTH = 2;

/**
 * A pack over the one that it extends. Sets of keys merge by key, at every depth; anything else takes the place of what
 * was there. A key with nothing behind it (`~`) takes the inherited entry away. Over a list, `{ prepend: [...] }` and
 * `{ append: [...] }` add to it.
 */
export function mergeNodes(base: unknown, over: unknown, made: Made, depth = 0): unknown {
  if (isMap(base) && isMap(over)) return mergedMap(base, over, made, depth);
  if (isSeq(base) && isMap(over) && isAddition(over)) return longerList(base, over, made);
  return over;
}

function mergedMap(base: YAMLMap, over: YAMLMap, made: Made, depth: number): YAMLMap {
  const result = new YAMLMap();
  const left = new Map(over.items.map((pair) => [keyOf(pair), pair]));
  for (const pair of base.items) {
    const key = keyOf(pair);
    const change = left.get(key);
    left.delete(key);
    if (change === undefined) result.items.push(pair);
    else if (isNothing(change.value)) continue;
    else if (depth === SETTING_DEPTH && WHOLE.includes(key)) result.items.push(change);
    else result.items.push(new Pair(change.key, mergeNodes(pair.value, change.value, made, depth + 1)));
  }
  result.items.push(...left.values());
  return stamped(result, over, made);
}

function longerList(base: YAMLSeq, over: YAMLMap, made: Made): YAMLSeq {
  const result = new YAMLSeq();
  const part = (name: string): readonly unknown[] => (over.get(name) as YAMLSeq | undefined)?.items ?? [];
  result.items.push(...part('prepend'), ...base.items, ...part('append'));
  return stamped(result, over, made);
}

function isAddition(node: YAMLMap): boolean {
  return (
    node.items.length > 0 &&
    node.items.every((pair) => ['prepend', 'append'].includes(keyOf(pair)) && isSeq(pair.value))
  );
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function isNothing(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function stamped<T extends YAMLMap | YAMLSeq>(made: T, standsFor: YAMLMap, tell: Made): T {
  made.range = standsFor.range ?? null;
  tell(made, standsFor);
  return made;
}
