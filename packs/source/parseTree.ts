import type { z } from 'zod';
import type { Finding, PackFault } from './fault.ts';
import { shapeFindings } from './shapeFindings.ts';
import { unstorable } from './unstorable.ts';
import type { YamlTree } from './yamlTree.ts';

interface Refused {
  readonly ok: false;
  readonly faults: readonly PackFault[];
}

export type ParsedYaml<T> = { readonly ok: true; readonly value: T } | Refused;

/** A name that is no name may be as long as the file, and stands in what is said of it. */
const MAX_NAME = 200;
const MAX_MESSAGE = 1_000;
/** Mistakes that are told one by one; nobody reads more of them at once. */
const MAX_LISTED = 100;

/** A tree to a checked value: shapes by the schema, then what cannot work together. Each mistake has its place. */
export function parseTree<T>(
  tree: YamlTree,
  schema: z.ZodType<T>,
  check: (value: T) => Iterable<Finding>,
): ParsedYaml<T> {
  const value = tree.value();
  const broken = [...unstorable(value)];
  if (broken.length > 0) return refusedAt(tree, broken);
  const shaped = schema.safeParse(value);
  const findings = shaped.success ? [...check(shaped.data)] : shapeFindings(shaped.error.issues);
  return shaped.success && findings.length === 0 ? { ok: true, value: shaped.data } : refusedAt(tree, findings);
}

/** A refusal for mistakes in a tree. */
export function refusedAt(tree: YamlTree, findings: readonly Finding[]): Refused {
  return refused(
    findings.map((finding) => ({
      code: finding.code,
      path: finding.path.map((part) => (typeof part === 'string' ? shortened(part, MAX_NAME) : part)),
      ...tree.placeOf(finding),
      message: { zh: shortened(finding.zh, MAX_MESSAGE), en: shortened(finding.en, MAX_MESSAGE) },
    })),
  );
}

function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}

/** A refusal: the first hundred mistakes in the order of the text, and how many more there are. */
export function refused(faults: readonly PackFault[]): Refused {
  const inOrder = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const next = inOrder[MAX_LISTED];
  if (next === undefined) return { ok: false, faults: inOrder };
  const more = inOrder.length - MAX_LISTED;
  const message = { zh: `另有 ${more} 处错误`, en: `and ${more} more` };
  return { ok: false, faults: [...inOrder.slice(0, MAX_LISTED), { ...next, code: 'more-faults', path: [], message }] };
}
