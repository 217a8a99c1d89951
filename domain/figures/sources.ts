/** What may be asked of each source: its facts, moments, parts and values. Checker, compiler and pages read it. */

import { CASE_FIGURE_FACTS } from './caseFigureFacts.ts';
import type { Basis, Counted, FigureSource } from './figure.ts';
import type { FigureFacts } from './figureShape.ts';
import { DUTY_FACTS, IMPROVEMENT_FACTS, ITEM_FACTS, MEASURE_FACTS } from './registerFacts.ts';
import {
  ANSWER_FACTS,
  APPROVAL_FACTS,
  CLOCK_FACTS,
  DISPATCH_FACTS,
  LINK_FACTS,
  NOTICE_FACTS,
  STEP_FACTS,
} from './rowFacts.ts';

type Distinct = NonNullable<Counted['distinct']>;

type Source = Readonly<{
  facts: FigureFacts;
  bases: readonly Basis[];
  distinct: readonly Distinct[];
  /** Its rows belong to a case, and may be told apart as cases are. */
  ofCase: boolean;
}>;

/** Moments of its case, for a row that belongs to one. */
const OF_ITS_CASE = ['registered', 'accepted', 'resolved', 'closed-first', 'closed', 'ended'] as const;

const row = (facts: FigureFacts, bases: readonly Basis[], ...distinct: readonly Distinct[]): Source => ({
  facts,
  bases: [...bases, ...OF_ITS_CASE],
  distinct: ['case', 'customer', 'unit', ...distinct],
  ofCase: true,
});

const register = (facts: FigureFacts, bases: readonly Basis[], ...distinct: readonly Distinct[]): Source => ({
  facts,
  bases,
  distinct: ['unit', ...distinct],
  ofCase: false,
});

export const SOURCES: Readonly<Record<FigureSource, Source>> = {
  case: {
    facts: CASE_FIGURE_FACTS,
    bases: [...OF_ITS_CASE, 'due', 'at'],
    distinct: ['customer', 'unit'],
    ofCase: true,
  },
  clock: row(CLOCK_FACTS, ['due', 'at']),
  step: row(STEP_FACTS, ['recorded'], 'actor'),
  dispatch: row(DISPATCH_FACTS, ['sent', 'answered', 'at'], 'department'),
  approval: row(APPROVAL_FACTS, ['recorded', 'answered'], 'actor'),
  link: row(LINK_FACTS, ['recorded']),
  notice: row(NOTICE_FACTS, ['sent']),
  answer: row(ANSWER_FACTS, ['sent', 'answered']),
  measure: register(MEASURE_FACTS, ['recorded'], 'subject', 'case'),
  improvement: register(IMPROVEMENT_FACTS, ['recorded', 'due', 'ended', 'at'], 'process'),
  item: register(ITEM_FACTS, ['recorded', 'answered', 'ended']),
  duty: register(DUTY_FACTS, ['due', 'recorded']),
};
