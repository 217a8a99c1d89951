import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { referredFigure, textParts, type FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { valueText } from './answerText.ts';
import { answerTo } from './answerTo.ts';
import { countsLinked } from './countsLinked.ts';
import { toDefinition, toTerm } from './figureLinks.ts';
import { measured, percent, whole } from './numbers.ts';
import type { Inline } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { WORDS } from './words.ts';

/** A text of the definition with the numbers in its places. */
export function placedText(text: string, pack: string | undefined, input: ReportInput): readonly Inline[] {
  return textParts(text).flatMap((part): readonly Inline[] => {
    if (typeof part === 'string') return [part];
    const ask = referredFigure(part.reference, pack);
    const answer = answerTo(ask, input);
    if (answer === undefined) return [toDefinition(WORDS.absent[input.locale], ask)];
    if (part.part === 'counts' && answer.suppressed !== true) {
      const counts = countsLinked(ask, answer, input);
      return counts.length === 0 ? [WORDS.na[input.locale]] : counts;
    }
    return [placed(part.part, ask, answer, input)];
  });
}

function placed(part: string, ask: FigureAsk, answer: FigureAnswer, input: ReportInput): Inline {
  const { locale } = input;
  const na = WORDS.na[locale];
  const { change, denominator, measure, numerator, response, spread, suppressed } = answer;
  const number = (value: number | null | undefined, as = measure): string =>
    value === null || value === undefined ? na : measured(value, as, locale);
  if (suppressed === true) return WORDS.suppressed[locale];
  switch (part) {
    case 'numerator':
    case 'denominator': {
      const count = part === 'numerator' ? numerator : denominator;
      return count === undefined ? na : toTerm(whole(count), part, ask, answer, input);
    }
    case 'now':
    case 'before':
      return toTerm(number(change?.[part], change?.measure), part, ask, answer, input);
    case 'median':
    case 'p90':
      return toDefinition(number(spread?.[part]), ask);
    case 'response':
      return toDefinition(
        response === undefined || response.asked === 0 ? na : percent(response.answered / response.asked),
        ask,
      );
    default:
      return toDefinition(valueText(answer, locale), ask);
  }
}
