import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { isOfAll } from './answerText.ts';
import { toCases, toTerm } from './figureLinks.ts';
import { measured, whole } from './numbers.ts';
import type { Inline } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { WORDS } from './words.ts';

/**
 * Counts of a figure or of a part of it, each leading to its very cases: `31 / 46`, of a count of all there are that
 * number alone, of a change what was and what is: `0 → 46`.
 */
export function countsLinked(
  ask: FigureAsk,
  answer: FigureAnswer,
  input: ReportInput,
  part?: FigurePart,
): readonly Inline[] {
  const { denominator, numerator, suppressed } = part ?? answer;
  const change = part === undefined ? answer.change : undefined;
  if (suppressed === true) return [];
  if (change !== undefined) {
    const said = (value: number | null): string =>
      value === null ? WORDS.na[input.locale] : measured(value, change.measure, input.locale);
    const was = toTerm(said(change.before), 'before', ask, answer, input);
    return [was, ' → ', toTerm(said(change.now), 'now', ask, answer, input)];
  }
  if (numerator === undefined || denominator === undefined) return [];
  if (isOfAll({ kind: answer.kind, numerator, denominator })) return [toCases(whole(numerator), ask, input, part)];
  const over = toTerm(whole(numerator), 'numerator', ask, answer, input, part);
  return [over, ' / ', toTerm(whole(denominator), 'denominator', ask, answer, input, part)];
}
