import type { Counted, FigureSource } from '../../../domain/figures/figure.ts';
import { caseSource } from './caseSource.ts';
import { clockSource } from './clockSource.ts';
import { dutySource, improvementSource, itemSource, measureSource } from './registerSources.ts';
import { stepSource } from './stepSource.ts';
import { dispatchSource } from './dispatchSource.ts';
import { approvalSource } from './approvalSource.ts';
import { linkSource } from './linkSource.ts';
import { noticeSource } from './noticeSource.ts';
import { answerSource } from './answerSource.ts';
import type { Scope } from './scope.ts';
import type { Source } from './source.ts';

const SOURCES: Readonly<Record<FigureSource, (scope: Scope, counted: Counted) => Source>> = {
  case: caseSource,
  clock: clockSource,
  step: stepSource,
  dispatch: dispatchSource,
  approval: approvalSource,
  link: linkSource,
  notice: noticeSource,
  answer: answerSource,
  measure: measureSource,
  improvement: improvementSource,
  item: itemSource,
  duty: dutySource,
};

/** The rows that a figure counts. */
export function sourceOf(scope: Scope, counted: Counted): Source {
  return SOURCES[counted.of](scope, counted);
}
