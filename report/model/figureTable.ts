import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { own } from '../../domain/values/own.ts';
import { besideText, intervalText, targetText, valueText } from './answerText.ts';
import { answerTo } from './answerTo.ts';
import { countsLinked } from './countsLinked.ts';
import { toDefinition } from './figureLinks.ts';
import type { Measure } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';
import type { Cell, ReportTable } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { WORDS } from './words.ts';

/** Several figures, a row each; a column in which nothing would stand is left out. */
export function figureTable(id: string, title: string, asks: readonly FigureAsk[], input: ReportInput): ReportTable {
  const { locale } = input;
  const isMixed = new Set(asks.map(({ pack }) => pack)).size > 1;
  const rows = asks.map((ask) => rowOf(ask, isMixed, input));
  const columns = [
    { title: WORDS.id[locale] },
    { title: WORDS.figure[locale], wide: true as const },
    { title: WORDS.value[locale], number: true as const },
    { title: WORDS.counts[locale], number: true as const },
    { title: WORDS.interval[locale], number: true as const },
    { title: WORDS.targetColumn[locale] },
    { title: WORDS.beside[locale] },
  ];
  const isUsed = (at: number): boolean => at < 3 || rows.some((row) => (row[at]?.text.length ?? 0) > 0);
  return {
    kind: 'table',
    id,
    title,
    columns: columns.filter((_, at) => isUsed(at)),
    rows: rows.map((row) => row.filter((_, at) => isUsed(at))),
  };
}

/** `isMixed`: each row names its pack. */
function rowOf(ask: FigureAsk, isMixed: boolean, input: ReportInput): readonly Cell[] {
  const { locale } = input;
  const answer = answerTo(ask, input);
  const idCell: Cell = { text: [toDefinition(ask.id, ask)] };
  if (answer === undefined)
    return [idCell, words(''), words(WORDS.absent[locale]), ...Array.from({ length: 4 }, () => words(''))];
  return [
    idCell,
    words(isMixed ? `${answer.title[locale]}${ofPack(ask, input)}` : answer.title[locale]),
    valueCell(ask, answer, input),
    { text: countsLinked(ask, answer, input) },
    words(answer.small === true || answer.target?.met === null ? intervalText(answer, locale) : ''),
    words(targetAndResult(answer, locale)),
    words(besideText(answer, locale)),
  ];
}

function ofPack({ pack }: FigureAsk, { books, locale }: ReportInput): string {
  const title = own(books, pack)?.title[locale] ?? pack;
  return locale === 'zh' ? `(${title})` : ` (${title})`;
}

function valueCell(ask: FigureAsk, answer: FigureAnswer, input: ReportInput): Cell {
  const imported = answer.change?.from === 'imported' ? ` ${WORDS.importedMark[input.locale]}` : '';
  const text = [toDefinition(valueText(answer, input.locale), ask), ...(imported === '' ? [] : [imported])];
  if (answer.value === null || answer.suppressed === true) return { text };
  return { text, number: { value: answer.value, format: formatOf(answer.measure) } };
}

/** How a spreadsheet writes a value. */
export function formatOf(measure: Measure): NumberFormat {
  const formats = { percent: 'percent', hours: 'one', days: 'one', money: 'money', number: 'whole' } as const;
  return formats[measure];
}

function targetAndResult(answer: FigureAnswer, locale: 'zh' | 'en'): string {
  const bound = targetText(answer, locale);
  if (bound === '') return '';
  const { met } = answer.target ?? { met: null };
  const result = met === null || answer.small === true ? WORDS.notJudged : met ? WORDS.met : WORDS.missed;
  return locale === 'zh' ? `${bound},${result.zh}` : `${bound}, ${result.en}`;
}

export function words(text: string): Cell {
  return { text: text === '' ? [] : [text] };
}
