import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { referredFigure } from '../../domain/figures/figuresOfReport.ts';
import type { ChartDefinition, FunnelDefinition } from '../../domain/figures/reportDefinition.ts';
import type { Locale } from '../../language/bilingual.ts';
import { valueText } from './answerText.ts';
import { answerTo } from './answerTo.ts';
import type { ChartRow, ChartSpec, Labelled } from './chartSpec.ts';
import { formatOf } from './figureTable.ts';
import { measured, whole } from './numbers.ts';
import { partText } from './partsTable.ts';
import type { ReportInput } from './reportInput.ts';
import { WORDS } from './words.ts';

/** What a chart of the definition shows; undefined where nobody evaluated any of its figures. */
export function chartOf(chart: ChartDefinition, pack: string | undefined, input: ReportInput): ChartSpec | undefined {
  const { by, figures, kind } = chart;
  const { locale } = input;
  const answers = figures.flatMap((reference) => {
    const answer = answerTo({ ...referredFigure(reference, pack), ...(by === undefined ? {} : { by }) }, input);
    return answer === undefined ? [] : [answer];
  });
  const [first] = answers;
  if (first === undefined) return undefined;
  if (kind === 'line' || kind === 'heat') return overPoints(kind, answers, locale);
  const bars = by === undefined ? answers.map((answer) => wholeFigure(answer, locale)) : partsOf(first, locale);
  if (bars.length === 0) return undefined;
  if (kind === 'bar') return { kind, bars, format: formatOf(first.measure) };
  return stackOf(first.title[locale], withoutCommonName(bars));
}

/** `Channel: outlet`, `Channel: hotline`: what all begin with, up to a colon, is said by the title of the chart. */
function withoutCommonName(bars: readonly Labelled[]): readonly Labelled[] {
  const [first] = bars;
  const common = first?.name.match(/^[^:]+: ?/)?.[0];
  if (common === undefined || !bars.every(({ name }) => name.startsWith(common))) return bars;
  return bars.map((bar) => ({ ...bar, name: bar.name.slice(common.length) }));
}

/** One row, whose parts come to one. */
export function stackOf(name: string, bars: readonly Labelled[]): ChartSpec {
  const total = bars.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const cells = bars.map(({ text, value }) => ({ value: total === 0 || value === null ? null : value / total, text }));
  return { kind: 'stack', parts: bars.map((bar) => bar.name), rows: [{ name, cells }] };
}

export function partsOf(answer: FigureAnswer, locale: Locale): readonly Labelled[] {
  return (answer.parts ?? []).map((part) => ({
    name: part.label[locale],
    value: part.suppressed === true ? null : part.value,
    text: partText(part, answer.measure, locale),
  }));
}

function wholeFigure(answer: FigureAnswer, locale: Locale): Labelled {
  const value = answer.suppressed === true ? null : answer.value;
  return { name: answer.title[locale], value, text: valueText(answer, locale) };
}

/** The steps of a funnel; undefined where nobody evaluated one of its figures. */
export function funnelOf(
  { steps }: FunnelDefinition,
  pack: string | undefined,
  input: ReportInput,
): ChartSpec | undefined {
  const { locale } = input;
  const shown = steps.flatMap(({ figure, show, title }): Labelled[] => {
    const answer = answerTo(referredFigure(figure, pack), input);
    if (answer === undefined) return [];
    const value = answer.suppressed === true ? null : (answer[show] ?? null);
    const text = value === null ? WORDS.na[locale] : whole(value);
    return [{ name: title[locale], value, text: answer.suppressed === true ? WORDS.suppressed[locale] : text }];
  });
  return shown.length < steps.length ? undefined : { kind: 'funnel', steps: shown };
}

/** A row for each figure over all points that any of them has, in order. */
function overPoints(kind: 'line' | 'heat', answers: readonly FigureAnswer[], locale: Locale): ChartSpec | undefined {
  const labels = new Map(answers.flatMap(({ parts = [] }) => parts.map((part) => [part.key, part.label[locale]])));
  const keys = [...labels.keys()].toSorted();
  if (keys.length === 0) return undefined;
  const rows = answers.map(({ measure, parts = [], title }): ChartRow => {
    const cells = keys.map((key) => {
      const part = parts.find((one) => one.key === key);
      if (part === undefined) return { value: null, text: '' };
      const value = part.suppressed === true ? null : part.value;
      return { value, text: value === null ? '' : measured(value, measure, locale) };
    });
    return { name: title[locale], cells };
  });
  const points = keys.map((key) => labels.get(key) ?? key);
  const format = formatOf(answers[0]?.measure ?? 'number');
  return kind === 'heat' ? { kind, points, rows, format } : { kind, points, lines: rows, format };
}
