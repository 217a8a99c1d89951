import { isMap, isNode, isSeq, type Node } from 'yaml';
import { defined } from '../../domain/values/defined.ts';
import type { Finding, PackFault } from './fault.ts';
import type { YamlTree } from './yamlTree.ts';

/** The place of what a finding points at; of the nearest thing around it when that is missing from the text. */
export function findPlace(
  tree: YamlTree,
  { path, key }: Pick<Finding, 'path' | 'key'>,
): Pick<PackFault, 'file' | 'line' | 'column'> {
  let node: unknown = tree.root;
  let found = placed(node);
  for (const [index, part] of path.entries()) {
    if (isMap(node)) {
      const pair = tree.pairOf(node, part);
      if (pair === undefined) break;
      found = placed(pair.key) ?? found;
      node = pair.value;
      if (key !== true || index < path.length - 1) found = placed(node) ?? found;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      found = placed(node) ?? found;
    } else break;
  }
  const { file, lines } = tree.originOf(found);
  const { line, col } = lines.linePos(found?.range?.[0] ?? 0);
  return { ...defined({ file }), line: Math.max(1, line), column: Math.max(1, col) };
}

function placed(node: unknown): Node | undefined {
  return isNode(node) && node.range ? node : undefined;
}
