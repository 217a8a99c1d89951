import { Document, isMap, isNode, isScalar, isSeq, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import { defined } from '../../domain/values/own.ts';
import type { Finding, PackFault } from './fault.ts';
import { mergeNodes } from './mergeNodes.ts';
import type { YamlSource } from './readSource.ts';

/** A pack with what it inherits; each part knows its file. */
export class YamlTree {
  readonly root: unknown;
  readonly source: YamlSource;
  /** Parts from another file. */
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

  over(base: YamlTree): YamlTree {
    const inherited = new WeakMap<Node, YamlSource>();
    visit(base.root as Node, { Node: (_, node) => void inherited.set(node, base.#originOf(node)) });
    return new YamlTree(this.source, mergeNodes(base.root, this.root), inherited);
  }

  /** Of what the finding points at, else of the nearest thing around it. */
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

  #originOf(node: Node | undefined): YamlSource {
    return (node && this.#inherited.get(node)) ?? this.source;
  }

  /** Each map is read once, however many keys are asked for. */
  #pairOf(map: YAMLMap, key: string | number): Pair | undefined {
    const pairs =
      this.#pairs.get(map) ??
      new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
    this.#pairs.set(map, pairs);
    return pairs.get(String(key));
  }

  value(): unknown {
    const document = new Document();
    document.contents = this.root as Document['contents'];
    return document.toJS() as unknown;
  }
}

function placed(node: unknown): Node | undefined {
  return isNode(node) && node.range ? node : undefined;
}
