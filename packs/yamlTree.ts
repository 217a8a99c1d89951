import { Document, isNode, visit } from 'yaml';
import type { Node } from 'yaml';
import { mergeNodes } from './mergeNodes.ts';
import type { YamlSource } from './readSource.ts';

/** The tree of a pack with what it inherits, and the file that each part of it was written in. */
export class YamlTree {
  readonly root: unknown;
  readonly #first: YamlSource;
  readonly #origins: WeakMap<Node, YamlSource>;

  private constructor(root: unknown, first: YamlSource, origins: WeakMap<Node, YamlSource>) {
    this.root = root;
    this.#first = first;
    this.#origins = origins;
  }

  static of(source: YamlSource): YamlTree {
    const origins = new WeakMap<Node, YamlSource>();
    visit(source.document, (_, node) => {
      if (isNode(node)) origins.set(node, source);
    });
    return new YamlTree(source.document.contents, source, origins);
  }

  /** This pack laid over the one that it extends. */
  over(base: YamlTree): YamlTree {
    const origins = new WeakMap<Node, YamlSource>();
    const root = mergeNodes(base.root, this.root, (made, standsFor) => origins.set(made, this.originOf(standsFor)));
    const tree = new YamlTree(root, this.#first, origins);
    for (const part of [base, this]) {
      visit(part.root as Node, (_, node) => {
        if (isNode(node)) origins.set(node, part.originOf(node));
      });
    }
    return tree;
  }

  /** The file that a node stands in; of what stands nowhere, the pack's own. */
  originOf(node: unknown): YamlSource {
    return (isNode(node) ? this.#origins.get(node) : undefined) ?? this.#first;
  }

  /** The content as plain data. */
  value(): unknown {
    const document = new Document();
    document.contents = this.root as Document['contents'];
    return document.toJS() as unknown;
  }
}
