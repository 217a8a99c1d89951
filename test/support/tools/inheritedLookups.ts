import { relative } from 'node:path';
import { API, type Project } from 'typescript/unstable/sync';
import {
  SyntaxKind,
  type BinaryExpression,
  type ElementAccessExpression,
  type ForInStatement,
  type Node,
} from 'typescript/unstable/ast';

/**
 * Places of a program where a record is asked by a name that is not written there: `record[name]`, `name in record`.
 * Such a question finds `constructor` in every record; `own` does not. Taken out are positions in lists, what is only
 * assigned, and the keys of a loop over the record.
 */
export function inheritedLookups(folder: string, wanted: (file: string) => boolean): readonly string[] {
  const api = new API({ cwd: folder });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${folder}/tsconfig.json`] }).getProjects();
    if (project === undefined) throw new Error(`no project in ${folder}`);
    const files = project.program.getSourceFileNames().filter((file) => wanted(relative(folder, file)));
    if (files.length === 0) throw new Error(`no file of ${folder} was looked at`);
    return files.flatMap((file) => lookupsIn(project, file).map((place) => `${relative(folder, file)}:${place}`));
  } finally {
    api.close();
  }
}

function lookupsIn(project: Project, file: string): readonly string[] {
  const source = project.program.getSourceFile(file);
  const found: string[] = [];
  const visit = (node: Node): undefined => {
    const asked = askedBy(node);
    if (asked !== undefined && isRecord(project, asked.record) && isName(project, asked.name) && !isOwnKey(node, asked))
      found.push(`${source?.text.slice(0, node.end).split('\n').length}: ${textOf(node)}`);
    node.forEachChild(visit);
    return undefined;
  };
  if (source !== undefined) visit(source);
  return found;
}

interface Asked {
  readonly record: Node;
  readonly name: Node;
}

function askedBy(node: Node): Asked | undefined {
  if (node.kind === SyntaxKind.ElementAccessExpression) {
    const { expression, argumentExpression } = node as ElementAccessExpression;
    return isAssigned(node) ? undefined : { record: expression, name: argumentExpression };
  }
  if (node.kind !== SyntaxKind.BinaryExpression) return undefined;
  const { left, operatorToken, right } = node as BinaryExpression;
  return operatorToken.kind === SyntaxKind.InKeyword ? { record: right, name: left } : undefined;
}

function isAssigned(node: Node): boolean {
  const { parent } = node;
  if (parent.kind === SyntaxKind.DeleteExpression) return true;
  if (parent.kind !== SyntaxKind.BinaryExpression) return false;
  const { left, operatorToken } = parent as BinaryExpression;
  return operatorToken.kind === SyntaxKind.EqualsToken && left.pos === node.pos && left.end === node.end;
}

function isRecord({ checker }: Project, node: Node): boolean {
  const type = checker.getTypeAtLocation(node);
  if (type === undefined) return false;
  const infos = checker.getIndexInfosOfType(checker.getNonNullableType(type) ?? type);
  return infos.some(({ keyType }) => checker.typeToString(keyType) === 'string');
}

function isName({ checker }: Project, node: Node): boolean {
  if (node.kind === SyntaxKind.StringLiteral || node.kind === SyntaxKind.NumericLiteral) return false;
  const type = checker.getTypeAtLocation(node);
  return type === undefined || checker.typeToString(type) !== 'number';
}

/** `for (const key in record) record[key]` */
function isOwnKey(node: Node, { record, name }: Asked): boolean {
  for (let around: Node | undefined = node.parent; around !== undefined; around = around.parent) {
    if (around.kind !== SyntaxKind.ForInStatement) continue;
    const { expression, initializer } = around as ForInStatement;
    if (textOf(expression) === textOf(record) && textOf(initializer) === `const ${textOf(name)}`) return true;
  }
  return false;
}

function textOf(node: Node): string {
  return node.getText();
}
