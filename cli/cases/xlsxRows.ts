import { unzipSync, zipSync, type UnzipFileInfo } from 'fflate';
import { fail } from '../output/fail.ts';
import type { Cell } from './cell.ts';

const MB = 1024 * 1024;
const MAX_BYTES = 32 * MB;
/** A workbook of that many bytes has some million cells. */
const MAX_OPENED_BYTES = 256 * MB;
const MAX_PARTS = 2_000;

/**
 * The rows of a worksheet, the first one by default; empty ones are left out. Dates are as they stand, without a zone.
 */
export async function xlsxRows(
  file: string,
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<readonly (readonly Cell[])[]> {
  const workbook = unpacked(file, bytes);
  // Loaded when it is needed: no other command has to wait for it.
  const { readSheet, SheetNotFoundError } = await import('read-excel-file/universal');
  const options = { trim: true, parseNumber: (text: string) => ({ number: text }) };
  const read = sheet === undefined ? readSheet(workbook, options) : readSheet(workbook, sheet, options);
  const rows = await read.catch((error: unknown) => {
    const missing = error instanceof SheetNotFoundError;
    return fail({
      zh: missing ? `${file}:没有名为 ${sheet} 的工作表` : `${file}:不是可读取的 XLSX 工作簿`,
      en: missing ? `${file}: there is no worksheet ${sheet}` : `${file}: no workbook (XLSX) that can be read`,
    });
  });
  return rows
    .map((row, index) => row.map((value, column) => cellOf(value, index + 1, column + 1)))
    .filter((row) => row.some(({ text, spoilt }) => text !== '' || spoilt !== undefined));
}

/**
 * The same without compression, so that no part of it can be larger than what was allowed here. A part that says less
 * of itself than it holds is cut off, and the XML in it is then broken.
 */
function unpacked(file: string, bytes: Uint8Array): ArrayBuffer {
  const tooLarge = (): never =>
    fail({
      zh: `${file}:过大;工作簿最多 ${MAX_BYTES / MB} MB,解压后最多 ${MAX_OPENED_BYTES / MB} MB`,
      en: `${file}: too large; a workbook may have ${MAX_BYTES / MB} MB, and ${MAX_OPENED_BYTES / MB} MB unpacked`,
    });
  if (bytes.length > MAX_BYTES) tooLarge();
  let opened = 0;
  let parts = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    opened += originalSize;
    parts += 1;
    if (opened > MAX_OPENED_BYTES || parts > MAX_PARTS) tooLarge();
    return /\.(xml|rels)$/.test(name);
  };
  try {
    return zipSync(unzipSync(bytes, { filter }), { level: 0 }).buffer as ArrayBuffer;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return fail({ zh: `${file}:不是 XLSX 工作簿`, en: `${file}: no workbook (XLSX)` });
  }
}

const ROUNDED = {
  zh: '表格程序已将此数四舍五入(超过 15 位);请以文本格式存放',
  en: 'the spreadsheet has rounded this number (more than 15 digits); keep it as text',
};

function cellOf(value: unknown, line: number, column: number): Cell {
  if (value === null || value === undefined) return { text: '', line, column };
  if (value instanceof Date) return { text: wallText(value), line, column };
  if (typeof value === 'string' || typeof value === 'boolean') return { text: String(value), line, column };
  const number = Number((value as { readonly number: string }).number);
  // Fifteen digits are what a spreadsheet keeps and shows.
  if (Math.abs(number) >= 1e15) return { text: '', line, column, spoilt: ROUNDED };
  return { text: String(Number(number.toPrecision(15))), line, column };
}

/** Fractions of a second come of a day's being a number. */
function wallText(at: Date): string {
  return new Date(Math.round(at.getTime() / 1000) * 1000).toISOString().slice(0, 19);
}
