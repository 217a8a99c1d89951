import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Locale } from '../../language/bilingual.ts';
import { percentOfChange } from './answerText.ts';
import { toDefinition } from './figureLinks.ts';
import { decimal, signed } from './numbers.ts';
import type { Inline } from './reportModel.ts';
import { WORDS } from './words.ts';

/** All readings of a monthly series beside each other: none of them is the right one. */
export function trendSentence(ask: FigureAsk, locale: Locale, { trend }: FigureAnswer): readonly Inline[] {
  const zh = locale === 'zh';
  const rate = (value: number | null): Inline =>
    value === null ? WORDS.na[locale] : toDefinition(signed(percentOfChange(value)), ask);
  if (trend === undefined || trend.months.length < 2) return [WORDS.na[locale]];
  const parts: Inline[] = [
    zh ? `${trend.months.length} 个月,月均复合变化 ` : `over ${trend.months.length} months, compound change a month `,
    rate(trend.compound),
    zh ? ',各月变化的平均 ' : ', mean of the monthly changes ',
    rate(trend.meanChange),
  ];
  const { beforeAfter, slope } = trend;
  if (slope !== null) {
    const [low, high] = [slope.low, slope.high].map((value) => signed(percentOfChange(value)));
    parts.push(
      zh ? ',拟合趋势每月 ' : ', fitted trend a month ',
      rate(slope.value),
      zh ? `(95% 区间 ${low} 至 ${high})` : ` (95% interval ${low} to ${high})`,
    );
  }
  if (beforeAfter !== undefined) {
    const [before, after] = [beforeAfter.before, beforeAfter.after].map((value) => decimal(value, 1));
    parts.push(
      zh
        ? `;以 ${beforeAfter.on} 为界,月均由 ${before} 变为 ${after}`
        : `; a monthly mean of ${before} before ${beforeAfter.on} and of ${after} from then on`,
    );
  }
  return parts;
}
