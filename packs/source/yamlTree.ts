import { Document, isNode, isScalar, visit, type Node, type Pair, type YAMLMap } from 'yaml';
import { mergeNodes } from './mergeNodes.ts';
import type { YamlSource } from './readSource.ts';

/** The tree of a pack with what it inherits, and the file that each part of it was written in. */
export class YamlTree {
  readonly root: unknown;
  readonly #first: YamlSource;
  readonly #origins: WeakMap<Node, YamlSource>;
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  private constructor(root: unknown, first: YamlSource, origins: WeakMap<Node, YamlSource>) {
    this.root = root;
    this.#first = first;
    this.#origins = origins;
  }

  static of(source: YamlSource): YamlTree {
    const origins = new WeakMap<Node, YamlSource>();
    visit(source.document, { Node: (_, node) => void origins.set(node, source) });
    return new YamlTree(source.document.contents, source, origins);
  }

  /** This pack laid over the one that it extends. */
  over(base: YamlTree): YamlTree {
    const origins = new WeakMap<Node, YamlSource>();
    const root = mergeNodes(base.root, this.root, (made, standsFor) => origins.set(made, this.originOf(standsFor)));
    for (const part of [base, this])
      visit(part.root as Node, { Node: (_, node) => void origins.set(node, part.originOf(node)) });
    return new YamlTree(root, this.#first, origins);
  }

  /** The file that a node stands in; of what stands nowhere, the pack's own. */
  originOf(node: unknown): YamlSource {
    return (isNode(node) ? this.#origins.get(node) : undefined) ?? this.#first;
  }

  /** The entry of a set of keys; each set is gone through once, however many of its keys are asked for. */
  pairOf(map: YAMLMap, key: string | number): Pair | undefined {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      pairs = new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
      this.#pairs.set(map, pairs);
    }
    return pairs.get(String(key));
  }

  /** The content as plain data. */
  value(): unknown {
    const document = new Document();
    document.contents = this.root as Document['contents'];
    return document.toJS() as unknown;
  }
}
