import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';
import { projectRoot } from '../../../config/projectRoot.ts';

/** Of the syntax tree of ESTree, as much as is looked at here. */
interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}
type Named = ReadonlyMap<string, readonly Node[]>;

/** Where a sentence is given as a reason: which argument of which call. */
const GIVEN: Readonly<Record<string, number>> = { reject: 1, Problem: 2, DeliveryError: 0, recordAttempt: 3 };
/** Checks of a schema that take the sentence for a value that fails. */
const CHECKS = ['regex', 'email', 'date', 'datetime', 'refine'];
/** Properties that hold such a sentence. */
const HELD = ['detail', 'error'];

/** Every English sentence that the sources in these folders give as a reason, with `{}` for what is put in. */
export function sourceDetails(folders: readonly string[]): ReadonlySet<string> {
  const files = folders
    .flatMap(filesOf)
    .map((file) => nodesOf(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }) as unknown as Node));
  const functions = grouped(files.flat().flatMap(namedFunction));
  const found = files.flatMap((nodes) => {
    const constants = grouped(nodes.flatMap(namedConstant));
    const reader = new SentenceReader(functions, constants);
    const given = { ...GIVEN, ...Object.fromEntries(nodes.flatMap(namedFunction).flatMap(passingOn)) };
    return [
      ...nodes.flatMap((node) => reasonsIn(node, given)).flatMap((reason) => reader.read(reason)),
      ...reader.aside,
    ];
  });
  return new Set(found.map((text) => text.replace(/^\/\S+: /, '')).filter((text) => /[a-z]{2}/.test(text)));
}

/** Reads an expression as the sentences that it may be. */
class SentenceReader {
  /** Sentences that are put into others. */
  readonly aside: string[] = [];
  readonly #functions: Named;
  readonly #constants: Named;
  /** What is being read: a value may be made of itself. */
  readonly #open = new Set<Node>();

  constructor(functions: Named, constants: Named) {
    this.#functions = functions;
    this.#constants = constants;
  }

  read(node: Node): readonly string[] {
    switch (node.type) {
      case 'Literal':
        return typeof node['value'] === 'string' ? [node['value']] : [];
      case 'TemplateLiteral':
        return this.#template(node);
      case 'ConditionalExpression':
      case 'LogicalExpression':
        return alternatives(node).flatMap((one) => this.read(one));
      case 'Identifier':
        return (this.#constants.get(nameOf(node)) ?? []).flatMap((one) => this.#once(one));
      case 'CallExpression':
        return this.#returned(node);
      default:
        return [];
    }
  }

  #returned(call: Node): readonly string[] {
    const called = this.#functions.get(nameOf(call['callee'])) ?? [];
    return called.flatMap(resultsOf).flatMap((one) => this.#once(one));
  }

  #once(node: Node): readonly string[] {
    if (this.#open.has(node)) return [];
    this.#open.add(node);
    const texts = this.read(node);
    this.#open.delete(node);
    return texts;
  }

  #template(node: Node): readonly string[] {
    const texts = (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(
      (quasi) => quasi.value.cooked,
    );
    const values = (node['expressions'] as readonly Node[]).map((one) => this.#inner(one));
    return values.reduce<readonly string[]>(
      (heads, inner, index) =>
        heads.flatMap((head) => inner.map((value) => `${head}${value}${texts[index + 1] ?? ''}`)),
      [texts[0] ?? ''],
    );
  }

  #inner(node: Node): readonly string[] {
    if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression')
      return alternatives(node).flatMap((one) => this.#inner(one));
    if (node.type === 'Literal' || node.type === 'TemplateLiteral') return this.read(node);
    if (node.type === 'CallExpression') this.aside.push(...this.#returned(node));
    return ['{}'];
  }
}

function reasonsIn(node: Node, given: Readonly<Record<string, number>>): readonly Node[] {
  if (node.type === 'Property') return HELD.includes(nameOf(node['key'])) ? [node['value'] as Node] : [];
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  const args = node['arguments'] as readonly Node[];
  const callee = node['callee'] as Node;
  if (callee.type === 'MemberExpression')
    return CHECKS.includes(nameOf(callee['property'])) ? args.filter((one) => one.type === 'Literal') : [];
  const place = given[nameOf(callee)];
  const reason = place === undefined ? undefined : args[place];
  return reason === undefined ? [] : [reason];
}

/** A function that gives one of its parameters as the reason: whoever calls it gives the sentence. */
function passingOn([name, node]: readonly [string, Node]): readonly (readonly [string, number])[] {
  const parameters = (node['params'] as readonly Node[]).map((one) => nameOf(one));
  const passed = nodesOf(node['body'])
    .flatMap((inner) => reasonsIn(inner, GIVEN))
    .map((reason) => (reason.type === 'Identifier' ? parameters.indexOf(nameOf(reason)) : -1));
  return passed.filter((place) => place >= 0).map((place) => [name, place] as const);
}

function alternatives(node: Node): readonly Node[] {
  return node.type === 'ConditionalExpression'
    ? [node['consequent'] as Node, node['alternate'] as Node]
    : [node['left'] as Node, node['right'] as Node];
}

function resultsOf(node: Node): readonly Node[] {
  const body = node['body'] as Node;
  if (body.type !== 'BlockStatement') return [body];
  return nodesOf(body).flatMap((inner) =>
    inner.type === 'ReturnStatement' && inner['argument'] !== null ? [inner['argument'] as Node] : [],
  );
}

function namedFunction(node: Node): readonly (readonly [string, Node])[] {
  if (node.type === 'FunctionDeclaration') return [[nameOf(node['id']), node]];
  return namedConstant(node).filter(([, value]) => value.type === 'ArrowFunctionExpression');
}

function namedConstant(node: Node): readonly (readonly [string, Node])[] {
  const value = node.type === 'VariableDeclarator' ? (node['init'] as Node | null) : null;
  return value === null ? [] : [[nameOf(node['id']), value]];
}

function nameOf(node: unknown): string {
  const { name } = (node ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? name : '';
}

/** The node with all that is in it. */
function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesOf);
  return 'type' in value ? [value as Node, ...inner] : inner;
}

function grouped(entries: readonly (readonly [string, Node])[]): Named {
  const groups = new Map<string, Node[]>();
  for (const [name, node] of entries) groups.set(name, [...(groups.get(name) ?? []), node]);
  return groups;
}

function filesOf(folder: string): readonly string[] {
  const files = readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.map((file) => join(projectRoot(), folder, file));
}
