import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import { askKey, type FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { own } from '../../domain/values/own.ts';
import type { ReportInput } from './reportInput.ts';

/** Undefined where nobody evaluated it. */
export function answerTo(ask: FigureAsk, { answers }: ReportInput): FigureAnswer | undefined {
  return own(answers, askKey(ask));
}
