/** A return as rows of text, for a CSV file and for the terminal. */

import type { ReturnAnswer, ReturnCell, ReturnRow, TableAnswer } from '../../domain/figures/returnAnswer.ts';
import { formatMoney } from '../../domain/fields/money.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';

/** The first row has the heads. */
export function returnTable(answer: ReturnAnswer, locale: Locale): readonly (readonly string[])[] {
  const heads = answer.columns.map(({ header, title }) => header ?? title[locale]);
  if (answer.kind === 'table') {
    const rows = answer.rows.map((row) => [...namesOf(row, locale), ...cellsOf(answer, row, locale)]);
    return [[...HEAD[locale], ...heads], ...rows];
  }
  const rows = answer.rows.map((row) =>
    row.map((cell) => ('text' in cell ? cell.text[locale] : missing(cell.why, locale))),
  );
  return [heads, ...rows];
}

const HEAD = {
  zh: ['分列', '代码表版本', '官方代码', '名称'],
  en: ['group', 'code list version', "regulator's code", 'name'],
} as const;

const NO_CODE: Bilingual = { zh: '未录入官方代码', en: "the regulator's code has not been entered" };

function namesOf({ groupTitle, version, code, label }: ReturnRow, locale: Locale): readonly string[] {
  return [
    groupTitle[locale],
    version ?? '',
    code ?? (version === undefined ? '' : missing(NO_CODE, locale)),
    label[locale],
  ];
}

function cellsOf({ columns }: TableAnswer, { cells }: ReturnRow, locale: Locale): readonly string[] {
  return columns.map(({ measure }, index) => sayCell(cells[index] ?? { value: null }, measure, locale));
}

/** A number without its unit, which the head of the column has; or why there is none. */
function sayCell(
  { value, why }: ReturnCell,
  measure: TableAnswer['columns'][number]['measure'],
  locale: Locale,
): string {
  if (value === null) return missing(why, locale);
  if (measure === 'money') return formatMoney(Math.round(value));
  if (measure === 'percent') return `${(value * 100).toFixed(1)}%`;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

/** In words, so that nobody takes an empty cell for a nought. */
function missing(why: Bilingual | undefined, locale: Locale): string {
  const none = locale === 'zh' ? '无' : 'n/a';
  const mark = locale === 'zh' ? ':' : ': ';
  return why === undefined ? none : `${none}${mark}${why[locale]}`;
}
