import { LineCounter, isAlias, parseDocument, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import type { PackFault } from './fault.ts';

/** One file of a pack: its tree, and where its lines begin. `file` is absent for the text that was given itself. */
export interface YamlSource {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly file?: string;
  readonly hasAliases: boolean;
}

export type ReadSource =
  | { readonly ok: true; readonly source: YamlSource; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

const MAX_CHARACTERS = 1_000_000;

/** Reads YAML (or JSON, which is YAML): its syntax only. */
export function readSource(text: string, file?: string): ReadSource {
  const named = file === undefined ? {} : { file };
  const first = { ...named, path: [], line: 1, column: 1 };
  if (text.length > MAX_CHARACTERS)
    return {
      ok: false,
      faults: [
        {
          ...first,
          code: 'too-large',
          message: { zh: '文件过大,应小于 1 MB', en: 'the file is too large; keep it below 1 MB' },
        },
      ],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0)
    return { ok: false, faults: document.errors.map((error) => ({ ...named, ...syntaxFault(error, lines) })) };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { ok: true, source: { document, lines, ...named, hasAliases: containsAlias(document) }, value };
  } catch {
    return {
      ok: false,
      faults: [{ ...first, code: 'yaml', message: { zh: '别名展开过多', en: 'too many aliases are expanded' } }],
    };
  }
}

function containsAlias(document: Document): boolean {
  let found = false;
  visit(document, (_, node) => {
    if (!isAlias(node)) return undefined;
    found = true;
    return visit.BREAK;
  });
  return found;
}

function syntaxFault(error: YAMLError, lines: LineCounter): PackFault {
  const { line, col } = lines.linePos(error.pos[0]);
  const zh =
    error.code === 'DUPLICATE_KEY' ? '同一处的键重复,后者会盖掉前者;请改名或合并' : `YAML 语法错误:${error.message}`;
  const en =
    error.code === 'DUPLICATE_KEY'
      ? 'this key is there twice; rename one or merge them'
      : `YAML syntax: ${error.message}`;
  return {
    code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml',
    path: [],
    line,
    column: col,
    message: { zh, en },
  };
}
