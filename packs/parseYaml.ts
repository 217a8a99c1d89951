/** Text to a checked value: syntax, then shapes, then what cannot work together, each mistake with its line and column. */

import { LineCounter, parseDocument } from 'yaml';
import type { YAMLError } from 'yaml';
import type { z } from 'zod';
import type { Finding, PackFault } from './fault.ts';
import { findPlace } from './findPlace.ts';
import { shapeFindings } from './shapeFindings.ts';

export type ParsedYaml<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly PackFault[] };

const MAX_CHARACTERS = 1_000_000;

/** Reads YAML (or JSON, which is YAML) by a schema and the checks that follow it. */
export function parseYaml<T>(text: string, schema: z.ZodType<T>, check: (value: T) => Iterable<Finding>): ParsedYaml<T> {
  const lines = new LineCounter();
  if (text.length > MAX_CHARACTERS)
    return refused([{ code: 'too-large', path: [], line: 1, column: 1, message: { zh: '文件过大,应小于 1 MB', en: 'the file is too large; keep it below 1 MB' } }]);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) return refused(document.errors.map((error) => syntaxFault(error, lines)));
  const place = (finding: Finding): PackFault => ({ code: finding.code, path: finding.path, ...findPlace(document, lines, finding), message: { zh: finding.zh, en: finding.en } });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    return refused([{ code: 'yaml', path: [], line: 1, column: 1, message: { zh: '别名展开过多', en: 'too many aliases are expanded' } }]);
  }
  const shaped = schema.safeParse(value);
  if (!shaped.success) return refused(shapeFindings(shaped.error.issues).map(place));
  const findings = [...check(shaped.data)];
  return findings.length === 0 ? { ok: true, value: shaped.data } : refused(findings.map(place));
}

function refused(faults: readonly PackFault[]): { readonly ok: false; readonly faults: readonly PackFault[] } {
  return { ok: false, faults: [...faults].sort((a, b) => a.line - b.line || a.column - b.column) };
}

function syntaxFault(error: YAMLError, lines: LineCounter): PackFault {
  const { line, col } = lines.linePos(error.pos[0]);
  const zh = error.code === 'DUPLICATE_KEY' ? '同一处的键重复,后者会盖掉前者;请改名或合并' : `YAML 语法错误:${error.message}`;
  const en = error.code === 'DUPLICATE_KEY' ? 'this key is there twice; rename one or merge them' : `YAML syntax: ${error.message}`;
  return { code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml', path: [], line, column: col, message: { zh, en } };
}
