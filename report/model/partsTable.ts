import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Locale } from '../../language/bilingual.ts';
import { isOfAll } from './answerText.ts';
import { countsLinked } from './countsLinked.ts';
import { formatOf, words } from './figureTable.ts';
import { measured } from './numbers.ts';
import type { Cell, ReportTable } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { WORDS } from './words.ts';

/** A figure told apart, a row for each part, whose counts lead to its cases. Parts of few are counted and not rated. */
export function partsTable(
  id: string,
  title: string,
  ask: FigureAsk,
  answer: FigureAnswer,
  input: ReportInput,
): ReportTable {
  const { locale } = input;
  const parts = answer.parts ?? [];
  const counts = parts.map((part) => countsLinked(ask, answer, input, part));
  // Of a count of all there are the value says it all.
  const isAll = answer.kind === 'count' && parts.every((part) => isOfAll({ ...part, kind: 'count' }));
  const hasCounts = !isAll && counts.some((one) => one.length > 0);
  const columns = [
    { title: WORDS.part[locale], wide: true as const },
    { title: answer.title[locale], number: true as const },
    ...(hasCounts ? [{ title: WORDS.counts[locale], number: true as const }] : []),
  ];
  const rows = parts.map((part, index): readonly Cell[] => {
    const value = partText(part, answer.measure, locale);
    return [
      words(part.label[locale]),
      part.value === null || part.suppressed === true
        ? words(value)
        : {
            text: isAll ? (counts[index] ?? []) : [value],
            number: { value: part.value, format: formatOf(answer.measure) },
          },
      ...(hasCounts ? [{ text: counts[index] ?? [] }] : []),
    ];
  });
  return { kind: 'table', id, title, columns, rows };
}

/** The value of a part; with too few it is marked as not to be judged. */
export function partText(part: FigurePart, measure: FigureAnswer['measure'], locale: Locale): string {
  if (part.suppressed === true) return WORDS.suppressed[locale];
  if (part.value === null) return WORDS.na[locale];
  const value = measured(part.value, measure, locale);
  if (part.small !== true || measure !== 'percent') return value;
  return locale === 'zh' ? `${value}(${WORDS.notJudged.zh})` : `${value} (${WORDS.notJudged.en})`;
}
