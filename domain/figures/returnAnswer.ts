/** What a return came to. The API, the command and its CSV show this. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { FigurePeriod } from './figureAnswer.ts';
import type { ReturnColumn } from './returnDefinition.ts';

type Head = Readonly<{
  return: string;
  title: Bilingual;
  hash: string;
  period: FigurePeriod;
  packs: readonly string[];
  unit?: string;
}>;

export type TableAnswer = Head &
  Readonly<{
    kind: 'table';
    columns: readonly Readonly<{
      id: string;
      title: Bilingual;
      header?: string;
      measure: ReturnColumn['measure'];
    }>[];
    rows: readonly ReturnRow[];
  }>;

export type ReturnRow = Readonly<{
  /** `total`, `code:business`, `unit`. */
  group: string;
  groupTitle: Bilingual;
  /** Of the list, where it is a code. */
  version?: string;
  key: string;
  /** As the regulator writes it. */
  code?: string;
  parent?: string;
  label: Bilingual;
  cells: readonly ReturnCell[];
}>;

/** A number, or why there is none. Shares are fractions of 1, money is in minor units. */
export type ReturnCell = Readonly<{
  value: number | null;
  numerator?: number;
  denominator?: number;
  why?: Bilingual;
}>;

export type CasesAnswer = Head &
  Readonly<{
    kind: 'cases';
    columns: readonly Readonly<{ id: string; title: Bilingual; header?: string }>[];
    rows: readonly (readonly CaseCell[])[];
    /** Cases of the return, and those among them that are not listed to whoever asks. */
    total: number;
    hidden: number;
    /** Number of the last case listed, where there are more. */
    next?: string;
  }>;

/** A text, or why there is none. */
export type CaseCell = Readonly<{ text: Bilingual } | { why: Bilingual }>;

export type ReturnAnswer = TableAnswer | CasesAnswer;
