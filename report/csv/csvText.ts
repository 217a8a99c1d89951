/** CSV as RFC 4180 has it. */

/** A spreadsheet would take these for the begin of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Lines end with CRLF, the last one too; no text is ever a formula. `bom`: by it spreadsheets know UTF-8. */
export function csvText(
  rows: readonly (readonly string[])[],
  { bom = false }: { readonly bom?: boolean } = {},
): string {
  return `${bom ? '\uFEFF' : ''}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
