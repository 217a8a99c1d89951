import type { z } from 'zod';
import type { Finding, PackFault } from './fault.ts';
import { findPlace } from './findPlace.ts';
import { shapeFindings } from './shapeFindings.ts';
import { unholdable } from './unholdable.ts';
import type { YamlTree } from './yamlTree.ts';

export type ParsedYaml<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly PackFault[] };

/** A tree to a checked value: shapes by the schema, then what cannot work together, each mistake with its file, line and column. */
export function parseTree<T>(
  tree: YamlTree,
  schema: z.ZodType<T>,
  check: (value: T) => Iterable<Finding>,
): ParsedYaml<T> {
  const value = tree.value();
  const broken = [...unholdable(value)];
  if (broken.length > 0) return refused(broken.map((finding) => placedIn(tree, finding)));
  const shaped = schema.safeParse(value);
  if (!shaped.success) return refused(shapeFindings(shaped.error.issues).map((finding) => placedIn(tree, finding)));
  const findings = [...check(shaped.data)];
  return findings.length === 0
    ? { ok: true, value: shaped.data }
    : refused(findings.map((finding) => placedIn(tree, finding)));
}

/** The mistake with its place in the text. */
export function placedIn(tree: YamlTree, finding: Finding): PackFault {
  return {
    code: finding.code,
    path: finding.path,
    ...findPlace(tree, finding),
    message: { zh: finding.zh, en: finding.en },
  };
}

/** A refusal, its mistakes in the order of the text. */
export function refused(faults: readonly PackFault[]): { readonly ok: false; readonly faults: readonly PackFault[] } {
  return { ok: false, faults: [...faults].sort((a, b) => a.line - b.line || a.column - b.column) };
}
