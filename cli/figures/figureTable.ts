import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import { sayBesideCause } from '../../domain/figures/besideCauses.ts';
import type { Locale } from '../../language/bilingual.ts';
import { table } from '../output/table.ts';

const HEAD = {
  zh: ['编号', '指标', '数值', '分子/分母', '95% 区间', '目标', '另列'],
  en: ['id', 'figure', 'value', 'counts', '95 % interval', 'target', 'beside'],
} as const;

export function figureTable(answers: readonly FigureAnswer[], locale: Locale): readonly string[] {
  return table(
    HEAD[locale],
    answers.map((answer) => rowOf(answer, locale)),
  );
}

const PART_HEAD = { zh: ['部分', '数值', '分子/分母'], en: ['part', 'value', 'counts'] } as const;

export function partTable({ id, measure, parts = [] }: FigureAnswer, locale: Locale): readonly string[] {
  const [first, ...others] = PART_HEAD[locale];
  const rows = parts.map((part) => [part.label[locale], sayValue(part, measure, locale), sayCounts(part)]);
  return table([`${id} · ${first}`, ...others], rows);
}

function rowOf(answer: FigureAnswer, locale: Locale): readonly string[] {
  const { id, title, interval, target, beside, measure } = answer;
  const met = { true: '✓', false: '✗', null: '–' }[String(target?.met ?? null) as 'true' | 'false' | 'null'];
  return [
    id,
    title[locale],
    sayValue(answer, measure, locale),
    sayCounts(answer),
    interval === undefined ? '' : `${percent(interval.low)}–${percent(interval.high)}`,
    target === undefined ? '' : met,
    Object.entries(beside)
      .map(([cause, count]) => `${sayBesideCause(cause, locale)} ${count}`)
      .join(locale === 'zh' ? '、' : ', '),
  ];
}

type Said = Pick<FigurePart, 'value' | 'numerator' | 'denominator' | 'small' | 'suppressed'>;

function sayValue({ value, small, suppressed }: Said, measure: FigureAnswer['measure'], locale: Locale): string {
  if (suppressed === true) return '*';
  if (value === null) return locale === 'zh' ? '无' : 'n/a';
  const said = {
    percent: percent(value),
    hours: `${value.toFixed(1)} h`,
    days: `${value.toFixed(1)} d`,
    money: (value / 100).toFixed(2),
    number: Number.isInteger(value) ? String(value) : value.toFixed(2),
  }[measure];
  return small === true ? `${said} (n < 30)` : said;
}

function sayCounts({ numerator, denominator, suppressed }: Said): string {
  if (suppressed === true || numerator === undefined) return '';
  return denominator === undefined ? String(numerator) : `${numerator}/${denominator}`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
