import { isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter, Node } from 'yaml';
import type { Finding } from './fault.ts';

/** Line and column (from 1) of what a finding points at; of the nearest thing around it when that is missing from the text. */
export function findPlace(document: Document, lines: LineCounter, finding: Pick<Finding, 'path' | 'key'>): { readonly line: number; readonly column: number } {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, part] of finding.path.entries()) {
    const last = index === finding.path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
      if (!(last && finding.key === true)) offset = startOf(node) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
