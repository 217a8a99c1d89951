export interface CsvCell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The rows of a CSV text (RFC 4180), each cell with its place and without blanks around it; empty rows are left out.
 * Cells are parted by what the first line has most of: commas, semicolons or tabs. `open`: where a quotation mark
 * begins that is not closed at the end of its cell.
 */
export function csvRows(given: string): {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly open: CsvCell | undefined;
} {
  const text = `${given.replaceAll(/\r\n?/g, '\n').trimEnd()}\n`;
  const mark = markOf(text.slice(0, text.indexOf('\n')));
  const cells = new RegExp(` *(?:"((?:[^"]|"")*)"|([^${mark}\\n]*)) *([${mark}\\n])`, 'gy');
  const rows: CsvCell[][] = [];
  let [row, line, column]: [CsvCell[], number, number] = [[], 1, 1];
  let open: CsvCell | undefined;
  for (const [whole, quoted, plain = '', end] of text.matchAll(cells)) {
    const cell = { text: (quoted?.replaceAll('""', '"') ?? plain).trim(), line, column };
    if (quoted === undefined && plain.startsWith('"')) open ??= cell;
    row.push(cell);
    const lines = whole.split('\n');
    line += lines.length - 1;
    column = Array.from(lines.at(-1) ?? '').length + (lines.length === 1 ? column : 1);
    if (end !== '\n') continue;
    if (row.some((one) => one.text !== '')) rows.push(row);
    row = [];
  }
  return { rows, open };
}

function markOf(first: string): string {
  const count = (mark: string): number => first.split(mark).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
