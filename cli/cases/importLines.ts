import { BilingualError } from '../../language/bilingual.ts';
import { csvRows } from '../../packs/source/csvRows.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { bytesOf } from '../../packs/source/bytesOf.ts';
import { own } from '../../domain/values/own.ts';
import { fail } from '../output/fail.ts';
import type { Cell } from './cell.ts';
import { COMPLAINT, readMapping, ruleOf, sheetOf, type Mapping, type Targets } from './mapping.ts';
import { mappedLines, type ImportLine } from './mappedLines.ts';
import { xlsxRows } from './xlsxRows.ts';
import { isObject } from '../../domain/values/isObject.ts';

/**
 * The complaints of a file, or other `targets`: JSON, one a line, also lines that were refused before; or rows of CSV
 * or XLSX by a mapping. Fails, before anything is sent, when the file cannot be read or the mapping does not fit it.
 */
export async function importLines(
  file: string,
  mapping: string | undefined,
  targets: Targets = COMPLAINT,
): Promise<readonly ImportLine[]> {
  return (await importTable(file, mapping, targets)).lines;
}

export type ImportTable = Readonly<{
  lines: readonly ImportLine[];
  /** Where a line (by its place among `lines`) has a field; in a table, the cell. */
  placeOf: (index: number, to: string) => string;
}>;

/** The same, and where each field stands. */
export async function importTable(file: string, mapping: string | undefined, targets: Targets): Promise<ImportTable> {
  const kind = /\.(csv|tsv|xlsx)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind === undefined) {
    const lines = jsonLines(file, mapping);
    return { lines, placeOf: (index) => `${file}:${lines[index]?.line ?? 0}` };
  }
  if (mapping === undefined)
    fail({
      zh: `${file}:表格需用 --mapping 指明各列对应的字段`,
      en: `${file}: a table needs --mapping, which says what its columns are`,
    });
  const rules = textOf(mapping);
  const rows = kind === 'xlsx' ? await xlsxRows(file, bytesOf(file), sheetOf(mapping, rules)) : rowsOfCsv(file);
  const [head, ...lines] = rows;
  if (head === undefined) fail({ zh: `${file}:没有一行`, en: `${file}: there is no row` });
  const read = readMapping(mapping, rules, head, targets);
  return {
    lines: mappedLines(read, head, lines),
    placeOf: (index, to) => {
      const at = columnOf(read, head, to);
      const cell = at === undefined ? undefined : lines[index]?.[at];
      return cell === undefined ? `${file}:${lines[index]?.[0]?.line ?? 0}` : `${file}:${cell.line}:${cell.column}`;
    },
  };
}

/** Of the field, or of the first part of it. */
function columnOf(mapping: Mapping, head: readonly Cell[], to: string): number | undefined {
  const column = Object.entries(mapping.columns).find(([, given]) => {
    const { to: target } = ruleOf(given);
    return target === to || target.startsWith(`${to}.`);
  });
  return column === undefined ? undefined : head.findIndex(({ text }) => text === column[0]);
}

function rowsOfCsv(file: string): readonly (readonly Cell[])[] {
  const { rows, open } = csvRows(textOf(file));
  if (open === undefined) return rows;
  return fail({
    zh: `${file}:${open.line}:${open.column}: 引号没有结束`,
    en: `${file}:${open.line}:${open.column}: this quotation mark is not closed`,
  });
}

function jsonLines(file: string, mapping: string | undefined): readonly ImportLine[] {
  if (mapping !== undefined)
    fail({
      zh: `--mapping 用于 .csv、.tsv、.xlsx 文件;${file} 每行是一个 JSON`,
      en: `--mapping is for .csv, .tsv and .xlsx; ${file} has one JSON body a line`,
    });
  const lines: ImportLine[] = [];
  const faults: { line: number; column: number }[] = [];
  for (const [index, text] of textOf(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const body = parsed(text);
    if (isObject(body)) lines.push({ line, body: refusedBefore(body) ?? body, faults: [] });
    else faults.push({ line, column: text.search(/\S/) + 1 });
  }
  if (faults.length > 0) throw notObjects(file, faults);
  return lines;
}

const NOT_OBJECT = {
  zh: '应为一个 JSON 对象:POST /v1/complaints 的请求正文',
  en: 'must be one JSON object: the body of POST /v1/complaints',
};

function notObjects(file: string, faults: readonly { readonly line: number; readonly column: number }[]): Error {
  const said = (locale: 'zh' | 'en'): string =>
    faults
      .slice(0, 20)
      .map(({ line, column }) => `${file}:${line}:${column}: ${NOT_OBJECT[locale]}`)
      .join('\n');
  return new BilingualError({ zh: said('zh'), en: said('en') });
}

type Body = ImportLine['body'];

/** The body in a line of a file of refused lines. */
function refusedBefore(line: Body): Body | undefined {
  const body = own(line, 'body');
  return Object.hasOwn(line, 'status') && Object.hasOwn(line, 'detail') && isObject(body) ? body : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
