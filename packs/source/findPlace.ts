import { isMap, isNode, isSeq, type Node } from 'yaml';
import type { Finding } from './fault.ts';
import type { YamlTree } from './yamlTree.ts';

/**
 * Line and column (from 1) of what a finding points at; of the nearest thing around it when that is missing from the
 * text. `file` where it is another than the one given.
 */
export function findPlace(
  tree: YamlTree,
  finding: Pick<Finding, 'path' | 'key'>,
): { readonly file?: string; readonly line: number; readonly column: number } {
  let node: unknown = tree.root;
  let found: Node | undefined = placed(node);
  for (const [index, part] of finding.path.entries()) {
    const last = index === finding.path.length - 1;
    if (isMap(node)) {
      const pair = tree.pairOf(node, part);
      if (pair === undefined) break;
      found = placed(pair.key) ?? found;
      node = pair.value;
      if (!(last && finding.key === true)) found = placed(node) ?? found;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      found = placed(node) ?? found;
    } else break;
  }
  const { file, lines } = tree.originOf(found);
  const { line, col } = lines.linePos(found?.range?.[0] ?? 0);
  return { ...(file === undefined ? {} : { file }), line: Math.max(1, line), column: Math.max(1, col) };
}

function placed(node: unknown): Node | undefined {
  return isNode(node) && node.range !== undefined && node.range !== null ? node : undefined;
}
