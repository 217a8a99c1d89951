import writeExcelFile from 'write-excel-file/node';
import { chartTable } from '../model/chartTable.ts';
import type { NumberFormat } from '../model/numbers.ts';
import { plainText, type Cell, type ReportModel, type ReportTable } from '../model/reportModel.ts';
import { textWidth } from '../charts/style.ts';
import { fixedZip } from '../zip/fixedZip.ts';

/** A cell as the library takes it. A text is always of type String, so that none becomes a formula. */
type SheetCell =
  | Readonly<{ value: string; type: StringConstructor; fontWeight?: 'bold'; wrap?: boolean; alignVertical?: 'top' }>
  | Readonly<{ value: number; type: NumberConstructor; format: string; alignVertical: 'top' }>
  | null;

const FORMATS: Readonly<Record<NumberFormat, string>> = {
  percent: '0.0%',
  one: '#,##0.0',
  whole: '#,##0',
  money: '#,##0.00',
};
/** Of the program: 31 characters, and none of these. */
const NO_NAME = /[[\]*?:/\\]/g;
const WIDEST = 60;

/** Numbers as numbers: a sheet for what the report is about, one for each chapter, with all its tables. */
export async function renderXlsx(model: ReportModel): Promise<Uint8Array> {
  const chapters = chaptersOf(model);
  const names = new Set<string>();
  const sheets = chapters.map(({ rows, title }) => ({
    sheet: sheetName(title, names),
    data: rows.map((row) => [...row]),
    columns: columnWidths(rows),
  }));
  const buffer = await writeExcelFile(sheets).toBuffer();
  return fixedZip(new Uint8Array(buffer), model.stamp);
}

type Sheet = { title: string; rows: (readonly SheetCell[])[] };

function chaptersOf(model: ReportModel): readonly Sheet[] {
  const first: Sheet = {
    title: model.title,
    rows: [[bold(model.title)], ...model.about.map(({ name, value }) => [text(name), text(value)])],
  };
  const sheets = [first];
  for (const block of model.blocks) {
    if (block.kind === 'heading' && block.level === 1) sheets.push({ title: block.text, rows: [[bold(block.text)]] });
    const rows = sheets.at(-1)?.rows ?? [];
    if (block.kind === 'heading' && block.level > 1) rows.push([], [bold(block.text)]);
    if (block.kind === 'table') rows.push([], ...tableRows(block));
    if (block.kind === 'chart')
      rows.push([], ...tableRows(chartTable(block.id, block.title, block.spec, model.locale)));
    if (block.kind === 'sentences') rows.push(...block.items.map((item) => [text(plainText(item))]));
    if (block.kind === 'paragraph' || block.kind === 'note') rows.push([text(plainText(block.text))]);
  }
  return sheets;
}

function tableRows({ columns, rows, title }: ReportTable): readonly (readonly SheetCell[])[] {
  return [[bold(title)], columns.map((column) => bold(column.title)), ...rows.map((row) => row.map(cellOf))];
}

function cellOf({ number, text: parts }: Cell): SheetCell {
  if (number === undefined) return text(plainText(parts));
  const value = number.format === 'money' ? number.value / 100 : number.value;
  return { value, type: Number, format: FORMATS[number.format], alignVertical: 'top' };
}

function text(value: string): SheetCell {
  return value === '' ? null : { value, type: String, alignVertical: 'top' };
}

function bold(value: string): SheetCell {
  return { value, type: String, fontWeight: 'bold' };
}

/** By rows of tables; a sentence may run over. */
function columnWidths(rows: readonly (readonly SheetCell[])[]): { width: number }[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, at) => {
    const texts = rows.filter((row) => row.length > 1).map((row) => row[at]);
    const widest = Math.max(8, ...texts.map((cell) => textWidth(String(cell?.value ?? ''))));
    return { width: Math.min(WIDEST, Math.ceil(widest) + 2) };
  });
}

function sheetName(title: string, taken: Set<string>): string {
  const wanted = title.replaceAll(NO_NAME, ' ').slice(0, 28).trim();
  let name = wanted;
  for (let more = 2; taken.has(name); more += 1) name = `${wanted} ${more}`;
  taken.add(name);
  return name;
}
