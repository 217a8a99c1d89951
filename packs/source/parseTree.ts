import type { z } from 'zod';
import type { Finding, PackFault } from './fault.ts';
import { shapeFindings } from './shapeFindings.ts';
import { unstorable } from './unstorable.ts';

/** What a file says, and where in it. */
export interface PlacedTree {
  value(): unknown;
  placeOf(finding: Pick<Finding, 'path' | 'key'>): Pick<PackFault, 'file' | 'line' | 'column'>;
}

type Refused = Readonly<{
  ok: false;
  faults: readonly PackFault[];
}>;

export type ParsedYaml<T> = { readonly ok: true; readonly value: T } | Refused;

/** Wrong names can be as long as the file. */
const MAX_NAME = 200;
const MAX_MESSAGE = 1_000;
/** Nobody reads more at once. */
const MAX_LISTED = 100;

/** Shapes by the schema, then `check`. */
export function parseTree<T>(
  tree: PlacedTree,
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

export function refusedAt(tree: PlacedTree, findings: readonly Finding[]): Refused {
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

/** The first hundred in the order of the text, and the number of the others. */
export function refused(faults: readonly PackFault[]): Refused {
  const inOrder = faults.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const next = inOrder[MAX_LISTED];
  if (next === undefined) return { ok: false, faults: inOrder };
  const more = inOrder.length - MAX_LISTED;
  const message = { zh: `另有 ${more} 处错误`, en: `and ${more} more` };
  return { ok: false, faults: [...inOrder.slice(0, MAX_LISTED), { ...next, code: 'more-faults', path: [], message }] };
}
