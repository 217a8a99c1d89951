import { LineCounter, isAlias, parseDocument, visit, type Document, type YAMLError } from 'yaml';
import type { PackFault } from './fault.ts';
import { TOO_DEEP, tooMuch } from './sourceLimits.ts';
import { treeFaults } from './treeFaults.ts';

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

/** Reads YAML (or JSON, which is YAML): its size and its syntax only. */
export function readSource(text: string, file?: string): ReadSource {
  const named = file === undefined ? {} : { file };
  const whole = ({ code, zh, en }: { code: string; zh: string; en: string }): ReadSource => ({
    ok: false,
    faults: [{ ...named, path: [], line: 1, column: 1, code, message: { zh, en } }],
  });
  try {
    const much = tooMuch(text);
    if (much !== undefined) return whole(much);
    const lines = new LineCounter();
    // The library looks for repeated keys by comparing each with all before it; `treeFaults` does it in one pass.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const faults =
      document.errors.length > 0
        ? document.errors.map((error) => syntaxFault(error, lines))
        : treeFaults(document, lines);
    if (document.errors.some(isOverflow)) return whole(TOO_DEEP);
    if (faults.length > 0) return { ok: false, faults: faults.map((fault) => ({ ...named, ...fault })) };
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { ok: true, source: { document, lines, ...named, hasAliases: containsAlias(document) }, value };
  } catch (error) {
    if (error instanceof RangeError) return whole(TOO_DEEP);
    if (error instanceof ReferenceError) return whole(TOO_MANY_ALIASES);
    throw error;
  }
}

/** The parser calls itself for each level of blocks, and tells of its own overflow as of a mistake in the text. */
function isOverflow({ message }: YAMLError): boolean {
  return message.includes('call stack');
}

const TOO_MANY_ALIASES = { code: 'yaml', zh: '别名展开过多', en: 'too many aliases are expanded' };

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
  const { message } = error;
  return {
    code: 'yaml',
    path: [],
    line,
    column: col,
    message: { zh: `YAML 语法错误:${message}`, en: `YAML syntax: ${message}` },
  };
}
