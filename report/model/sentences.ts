/** Sentences that say what a figure came to, or what changed and by how much. None claims a cause. */

import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Locale } from '../../language/bilingual.ts';
import { besideText, isOfAll, intervalText, percentOfChange, targetText, valueText } from './answerText.ts';
import { toCases, toDefinition, toTerm } from './figureLinks.ts';
import { difference, measured, percent, whole } from './numbers.ts';
import type { Inline } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { trendSentence } from './trendSentence.ts';
import { WORDS } from './words.ts';

/** One sentence about a figure; of one that nobody evaluated, that it is missing. */
export function sentenceOf(ask: FigureAsk, input: ReportInput, answer: FigureAnswer | undefined): readonly Inline[] {
  const { locale } = input;
  const colon = locale === 'zh' ? ':' : ': ';
  const stop = locale === 'zh' ? '。' : '.';
  if (answer === undefined) return [toDefinition(ask.id, ask), `${colon}${WORDS.absent[locale]}${stop}`];
  return [answer.title[locale], colon, ...bodyOf(ask, input, answer), stop];
}

function bodyOf(ask: FigureAsk, input: ReportInput, answer: FigureAnswer): readonly Inline[] {
  const { locale } = input;
  if (answer.suppressed === true) return [WORDS.suppressed[locale]];
  if (answer.kind === 'change') return changeBody(ask, input, answer);
  if (answer.kind === 'trend') return trendSentence(ask, locale, answer);
  if (answer.value === null)
    return [
      toDefinition(WORDS.na[locale], ask),
      locale === 'zh' ? ',本期没有可计的对象' : ', nothing to count it over',
    ];
  if (answer.small === true && answer.denominator !== undefined) return smallBody(ask, input, answer);
  return [
    toDefinition(valueText(answer, locale), ask),
    ...countsOf(ask, input, answer),
    ...spreadOf(answer, locale),
    ...partsOf(answer, locale),
    ...targetOf(answer, locale),
    ...responseOf(answer, locale),
    ...besideOf(answer, locale),
  ];
}

/** Too few for a rate: the counts come first, and the rate is not held against anything. */
function smallBody(ask: FigureAsk, input: ReportInput, answer: FigureAnswer): readonly Inline[] {
  const { locale } = input;
  const interval = intervalText(answer, locale);
  const counts = someOfAll(ask, input, answer);
  const value = toDefinition(valueText(answer, locale), ask);
  if (locale === 'zh')
    return [...counts, '(', value, interval === '' ? '' : `,95% 区间 ${interval}`, '),数量过少,不作评价'];
  return [...counts, ' (', value, interval === '' ? '' : `, 95% interval ${interval}`, '), too few to be judged'];
}

function countsOf(ask: FigureAsk, input: ReportInput, answer: FigureAnswer): readonly Inline[] {
  const { denominator, numerator } = answer;
  if (answer.suppressed === true || numerator === undefined || denominator === undefined) return [];
  if (isOfAll(answer))
    return input.locale === 'zh' ? ['(', toCases('案件', ask, input), ')'] : [' (', toCases('cases', ask, input), ')'];
  const counts = someOfAll(ask, input, answer);
  return input.locale === 'zh' ? ['(', ...counts, ')'] : [' (', ...counts, ')'];
}

function someOfAll(ask: FigureAsk, input: ReportInput, answer: FigureAnswer): readonly Inline[] {
  const n = toTerm(whole(answer.numerator ?? 0), 'numerator', ask, answer, input);
  const of = toTerm(whole(answer.denominator ?? 0), 'denominator', ask, answer, input);
  return input.locale === 'zh' ? [of, ' 中的 ', n] : [n, ' of ', of];
}

function spreadOf({ measure, spread }: FigureAnswer, locale: Locale): readonly Inline[] {
  if (spread === undefined) return [];
  const [median, p90] = [spread.median, spread.p90].map((value) => measured(value, measure, locale));
  if (locale === 'zh')
    return [
      `,中位数 ${median},九成不超过 ${p90}`,
      spread.censored === 0 ? '' : `,另有 ${whole(spread.censored)} 件尚未终结`,
    ];
  return [
    `; median ${median}, nine in ten within ${p90}`,
    spread.censored === 0 ? '' : `; ${whole(spread.censored)} still open`,
  ];
}

/** The parts of a mix, greatest first. */
function partsOf({ measure, parts = [] }: FigureAnswer, locale: Locale): readonly Inline[] {
  const known = parts.filter((part) => part.value !== null && part.suppressed !== true);
  if (known.length === 0) return [];
  const said = known
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map((part) => `${part.label[locale]} ${measured(part.value ?? 0, measure, locale)}`);
  return [locale === 'zh' ? `,其中${said.join('、')}` : `, of these ${said.join(', ')}`];
}

function targetOf(answer: FigureAnswer, locale: Locale): readonly Inline[] {
  const { target } = answer;
  if (target === undefined) return [];
  const bound = targetText(answer, locale);
  if (locale === 'zh')
    return [target.met === null ? `,目标 ${bound}` : `,${target.met ? '达到' : '未达到'}目标(${bound})`];
  return [
    target.met === null ? `; the target is ${bound}` : `; the target (${bound}) is ${target.met ? 'met' : 'missed'}`,
  ];
}

function responseOf({ response }: FigureAnswer, locale: Locale): readonly Inline[] {
  if (response === undefined) return [];
  const [answered, asked] = [whole(response.answered), whole(response.asked)];
  const rate = response.asked === 0 ? WORDS.na[locale] : percent(response.answered / response.asked);
  if (locale === 'zh') return [`;回访或调查 ${asked} 人次,答复 ${answered} 人次,答复率 ${rate}`];
  return [`; ${answered} answered of ${asked} asked, a response of ${rate}`];
}

function besideOf(answer: FigureAnswer, locale: Locale): readonly Inline[] {
  const beside = besideText(answer, locale);
  if (beside === '') return [];
  return [locale === 'zh' ? `;另列:${beside}` : `; beside: ${beside}`];
}

/** From what to what, and by how much; not comparable where the former value came from elsewhere. */
function changeBody(ask: FigureAsk, input: ReportInput, answer: FigureAnswer): readonly Inline[] {
  const { change } = answer;
  const { locale } = input;
  if (change === undefined || (change.now === null && change.before === null)) return [WORDS.na[locale]];
  const { before, measure, now } = change;
  const said = (value: number | null): string => (value === null ? WORDS.na[locale] : measured(value, measure, locale));
  const from = toTerm(said(before), 'before', ask, answer, input);
  const to = toTerm(said(now), 'now', ask, answer, input);
  if (before === null)
    return locale === 'zh'
      ? ['本期 ', to, ',', toDefinition('无前期数,不作比较', ask)]
      : [to, '; ', toDefinition('nothing before to compare it with', ask)];
  if (now === null)
    return locale === 'zh'
      ? ['本期', toDefinition(said(now), ask), ',前期 ', from]
      : [toDefinition(said(now), ask), ' now, ', from, ' before'];
  const by = amountOf(change, locale);
  if (change.from === 'imported') {
    const moved = by === '' ? [] : [locale === 'zh' ? ',相差 ' : ', a difference of ', toDefinition(by, ask)];
    if (locale === 'zh') return ['前期 ', from, '(导入数据),本期 ', to, ...moved, ';前期未按本口径计算,不可直接比较'];
    const why = '; not comparable, as the former was not counted by this definition';
    return [from, ' before (imported), ', to, ' now', ...moved, why];
  }
  const isFigure = change.from === 'figure';
  if (locale === 'zh') {
    const [left, right] = isFigure ? ['对照组 ', ',本组 '] : ['由 ', ',变为 '];
    return [left, from, right, to, ',', toDefinition(`${directionOf(now - before, isFigure, 'zh')}${by}`, ask)];
  }
  const [left, right] = isFigure ? ['', ' in the other group, '] : ['from ', ' to '];
  const moved = `${directionOf(now - before, isFigure, 'en')}${by === '' ? '' : ` ${by}`}`;
  return [left, from, right, to, ', ', toDefinition(moved, ask)];
}

function directionOf(moved: number, isFigure: boolean, locale: Locale): string {
  const at = moved > 0 ? 0 : moved < 0 ? 1 : 2;
  const zh = isFigure ? ['高 ', '低 ', '相同'] : ['上升 ', '下降 ', '持平'];
  const en = isFigure ? ['higher by', 'lower by', 'the same'] : ['up by', 'down by', 'unchanged'];
  return (locale === 'zh' ? zh : en)[at] ?? '';
}

/** Without a sign; both in per cent and in what it is measured in. Nothing where nothing changed. */
function amountOf({ before, measure, now, relative }: NonNullable<FigureAnswer['change']>, locale: Locale): string {
  const moved = Math.abs((now ?? 0) - (before ?? 0));
  if (moved === 0) return '';
  const absolute = difference(moved, measure, locale);
  if (relative === null) return absolute;
  const share = percentOfChange(Math.abs(relative));
  return locale === 'zh' ? `${absolute}(${share})` : `${absolute} (${share})`;
}
