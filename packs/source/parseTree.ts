import type { z } from 'zod';
import type { Finding, PackFault } from './fault.ts';
import { findPlace } from './findPlace.ts';
import { shapeFindings } from './shapeFindings.ts';
import { unstorable } from './unstorable.ts';
import type { YamlTree } from './yamlTree.ts';

export type ParsedYaml<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly PackFault[] };

/**
 * A tree to a checked value: shapes by the schema, then what cannot work together, each mistake with its file, line and
 * column.
 */
export function parseTree<T>(
  tree: YamlTree,
  schema: z.ZodType<T>,
  check: (value: T) => Iterable<Finding>,
): ParsedYaml<T> {
  const value = tree.value();
  const broken = [...unstorable(value)];
  if (broken.length > 0) return refused(broken.map((finding) => placedIn(tree, finding)));
  const shaped = schema.safeParse(value);
  if (!shaped.success) return refused(shapeFindings(shaped.error.issues).map((finding) => placedIn(tree, finding)));
  const findings = [...check(shaped.data)];
  return findings.length === 0
    ? { ok: true, value: shaped.data }
    : refused(findings.map((finding) => placedIn(tree, finding)));
}

/** A name that is no name may be as long as the file, and stands in what is said of it. */
const MAX_NAME = 200;
const MAX_MESSAGE = 1_000;

function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}

/** The mistake with its place in the text. */
export function placedIn(tree: YamlTree, finding: Finding): PackFault {
  return {
    code: finding.code,
    path: finding.path.map((part) => (typeof part === 'string' ? shortened(part, MAX_NAME) : part)),
    ...findPlace(tree, finding),
    message: { zh: shortened(finding.zh, MAX_MESSAGE), en: shortened(finding.en, MAX_MESSAGE) },
  };
}

/** Mistakes that are told one by one; nobody reads more of them at once. */
const MAX_LISTED = 100;

/** A refusal: the first hundred mistakes in the order of the text, and how many more there are. */
export function refused(faults: readonly PackFault[]): { readonly ok: false; readonly faults: readonly PackFault[] } {
  const inOrder = [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
  const [next] = inOrder.slice(MAX_LISTED);
  if (next === undefined) return { ok: false, faults: inOrder };
  const more = inOrder.length - MAX_LISTED;
  const message = { zh: `另有 ${more} 处错误`, en: `and ${more} more` };
  return { ok: false, faults: [...inOrder.slice(0, MAX_LISTED), { ...next, code: 'more-faults', path: [], message }] };
}
