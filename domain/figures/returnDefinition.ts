/**
 * What a regulator is sent for a period: numbers by the regulator's own codes (`table`), or a line for each case
 * (`cases`). Data of a bank; how the words of a pack become codes is data too.
 */

import type { Bilingual } from '../../language/bilingual.ts';
import type { Condition } from '../pack/condition.ts';
import type { CodeList } from './codeList.ts';
import type { Counted, CountFigure, Dimension, Moment, SumFigure } from './figure.ts';
import type { PeriodLength } from './period.ts';

export type ReturnDefinition = TableReturn | CasesReturn;

type Shared = Readonly<{
  return: string;
  title: Bilingual;
  says?: Bilingual;
  rule?: string;
  /** SHA-256 of the definition and of its lists, hex. */
  hash: string;
  /** Periods that may be asked for; absent: any. */
  periods?: readonly PeriodLength[];
  axes: Readonly<Record<string, Axis>>;
}>;

export type Axis = Readonly<{ title: Bilingual; list: CodeList }>;

export type TableReturn = Shared &
  Readonly<{
    kind: 'table';
    /** Numbers of other systems that it is held against. */
    series: Readonly<Record<string, Readonly<{ title: Bilingual }>>>;
    rows: readonly RowGroup[];
    columns: Readonly<Record<string, ReturnColumn>>;
    packs: Readonly<Record<string, PackCoding & Readonly<{ columns?: Readonly<Record<string, Counting>> }>>>;
  }>;

/** All in one row, a row for each code of an axis (`code:<axis>`), or for whatever figures are told apart by. */
export type RowGroup = 'total' | Dimension;

export type ReturnColumn = Readonly<{
  title: Bilingual;
  /** What the regulator's own form calls it. */
  header?: string;
  measure: 'number' | 'percent' | 'money';
  /** How it is counted, unless a pack says it otherwise; neither: only by packs that do. */
  count?: Counting;
  ratio?: Ratio;
}>;

export type Counting = Omit<CountFigure, 'id' | 'title' | 'says'> | Omit<SumFigure, 'id' | 'title' | 'says'>;

/** One column over another, over its own total, or over a number of another system. */
export type Ratio = Readonly<{ of: string; times?: number } & ({ over: string } | { series: string })>;

/** Of an axis the first rule that holds codes the case. */
export type PackCoding = Readonly<{ codes?: Readonly<Record<string, readonly CodeRule[]>> }>;
export type CodeRule = Readonly<{
  when?: Condition;
  code: string;
  /** Only with these versions of the list; absent: with all. */
  versions?: readonly string[];
}>;

/** How a pack codes its cases on one axis. */
export type Coding = Readonly<{ list: CodeList; rules: readonly CodeRule[] }>;

export type CasesReturn = Shared &
  Readonly<{
    kind: 'cases';
    cases: Pick<Counted, 'basis' | 'cohort'>;
    columns: Readonly<Record<string, CaseColumn>>;
    packs: Readonly<Record<string, PackCoding & Readonly<{ columns?: Readonly<Record<string, CaseValue>> }>>>;
  }>;

export type CaseColumn = Readonly<{
  title: Bilingual;
  header?: string;
  value?: CaseValue;
}>;

export type CaseValue = Readonly<
  | { number: true }
  /** The day of it, in the zone of the pack. */
  | { moment: Moment }
  | { field: string }
  /** What the axis calls it. */
  | { axis: string }
  /** The first that holds. */
  | { first: readonly Readonly<{ when?: Condition; says: Bilingual }>[] }
  /** Nobody records it, and why. */
  | { missing: Bilingual }
>;
