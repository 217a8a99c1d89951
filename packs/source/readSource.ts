import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import { defined } from '../../domain/values/own.ts';
import type { PackFault } from './fault.ts';
import { TOO_DEEP, tooMuch, type Told } from './sourceLimits.ts';
import { treeFaults } from './treeFaults.ts';

/** `file` is absent for the given text. */
export type YamlSource = Readonly<{
  document: Document;
  lines: LineCounter;
  file?: string;
  hasAliases: boolean;
}>;

export type ReadSource =
  | { readonly ok: true; readonly source: YamlSource; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly PackFault[] };

const TOO_MANY_ALIASES: Told = { code: 'yaml', zh: '别名展开过多', en: 'too many aliases are expanded' };

/** Size and syntax only. */
export function readSource(text: string, file?: string): ReadSource {
  const named = defined({ file });
  const lines = new LineCounter();
  const faultAt = (offset: number, { code, zh, en }: Told): PackFault => {
    const { line, col } = lines.linePos(offset);
    return { ...named, code, path: [], line: Math.max(1, line), column: Math.max(1, col), message: { zh, en } };
  };
  const refused = (faults: readonly PackFault[]): ReadSource => ({ ok: false, faults });
  try {
    const much = tooMuch(text);
    if (much !== undefined) return refused([faultAt(0, much)]);
    // The parser compares each key with all before it; `treeFaults` needs one pass.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const { errors } = document;
    // The parser recurses, and reports its own overflow as a mistake in the text.
    if (errors.some(({ message }) => message.includes('call stack'))) return refused([faultAt(0, TOO_DEEP)]);
    const faults = [
      ...errors.map(({ message, pos }) =>
        faultAt(pos[0], { code: 'yaml', zh: `YAML 语法错误:${message}`, en: `YAML syntax: ${message}` }),
      ),
      ...(errors.length > 0 ? [] : [...treeFaults(document)]).map(([node, told]) =>
        faultAt(node.range?.[0] ?? 0, told),
      ),
    ];
    if (faults.length > 0) return refused(faults);
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return { ok: true, source: { ...named, document, lines, hasAliases: hasAliases(document) }, value };
  } catch (error) {
    if (error instanceof RangeError) return refused([faultAt(0, TOO_DEEP)]);
    if (error instanceof ReferenceError) return refused([faultAt(0, TOO_MANY_ALIASES)]);
    throw error;
  }
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
