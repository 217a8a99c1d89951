import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const KINDS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${KINDS}/${kind}" Target="${target}"/>`;
const relations = (...all: readonly string[]): string =>
  `<Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`;
const ROOT = relations(relation('r1', 'officeDocument', 'xl/workbook.xml'));

/** A day of a workbook as its number, which is one of days. */
export type Cell = string | number | Readonly<{ day: number }> | null;

/** A workbook with one worksheet, as spreadsheet programs write them. */
export function workbook(sheet: string, rows: readonly (readonly Cell[])[]): Uint8Array {
  const data = rows.map(rowXml).join('');
  const parts = {
    '_rels/.rels': ROOT,
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${KINDS}"><sheets>` +
      `<sheet name="${sheet}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('r1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('r2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><cellXfs count="2">` +
      '<xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function rowXml(cells: readonly Cell[], index: number): string {
  const row = index + 1;
  const xml = cells.map((cell, at) => cellXml(cell, `${String.fromCodePoint(65 + at)}${row}`));
  return `<row r="${row}">${xml.join('')}</row>`;
}

function cellXml(cell: Cell, place: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  return `<c r="${place}" s="1"><v>${cell.day}</v></c>`;
}
