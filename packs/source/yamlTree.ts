import { Document, isMap, isNode, isScalar, isSeq, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import { defined } from '../../domain/values/defined.ts';
import type { Finding, PackFault } from './fault.ts';
import { mergeNodes } from './mergeNodes.ts';
import type { YamlSource } from './readSource.ts';

/** A pack with what it inherits, and the file that each part of it was written in. */
export class YamlTree {
  readonly root: unknown;
  readonly source: YamlSource;
  /** Parts that were written in another file. */
  readonly #inherited: WeakMap<Node, YamlSource>;
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  constructor(
    source: YamlSource,
    root: unknown = source.document.contents,
    inherited = new WeakMap<Node, YamlSource>(),
  ) {
    this.root = root;
    this.source = source;
    this.#inherited = inherited;
  }

  /** This pack laid over the one that it extends. */
  over(base: YamlTree): YamlTree {
    const inherited = new WeakMap<Node, YamlSource>();
    visit(base.root as Node, { Node: (_, node) => void inherited.set(node, base.#originOf(node)) });
    return new YamlTree(this.source, mergeNodes(base.root, this.root), inherited);
  }

  /** The place of what a finding points at; of the nearest thing around it when that is missing from the text. */
  placeOf({ path, key }: Pick<Finding, 'path' | 'key'>): Pick<PackFault, 'file' | 'line' | 'column'> {
    let node = this.root;
    let found = placed(node);
    for (const [index, part] of path.entries()) {
      if (isMap(node)) {
        const pair = this.#pairOf(node, part);
        if (pair === undefined) break;
        found = placed(pair.key) ?? found;
        node = pair.value;
        if (key !== true || index < path.length - 1) found = placed(node) ?? found;
      } else if (isSeq(node)) {
        node = node.items[Number(part)];
        found = placed(node) ?? found;
      } else break;
    }
    const { file, lines } = this.#originOf(found);
    const { line, col } = lines.linePos(found?.range?.[0] ?? 0);
    return { ...defined({ file }), line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** Of what stands nowhere, the pack's own. */
  #originOf(node: Node | undefined): YamlSource {
    return (node && this.#inherited.get(node)) ?? this.source;
  }

  /** The entry of a set of keys; each set is gone through once, however many of its keys are asked for. */
  #pairOf(map: YAMLMap, key: string | number): Pair | undefined {
    const pairs =
      this.#pairs.get(map) ??
      new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    this.#pairs.set(map, pairs);
    return pairs.get(String(key));
  }

  /** The content as plain data. */
  value(): unknown {
    const document = new Document();
    document.contents = this.root as Document['contents'];
    return document.toJS() as unknown;
  }
}

function placed(node: unknown): Node | undefined {
  return isNode(node) && node.range ? node : undefined;
}
