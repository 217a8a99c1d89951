/** By what figures are evaluated, and what is asked. */

import type { Dimension, Figure, FigureBook } from '../../domain/figures/figure.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { Days } from '../../domain/figures/period.ts';
import type { Coding } from '../../domain/figures/returnDefinition.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Queryable } from '../database/database.ts';
import type { SharedCounts } from './sharedCounts.ts';

export type FigureContext = Readonly<{
  db: Queryable;
  /** In force: it says what its channels and levels are, also of cases opened under an earlier version. */
  pack: EnginePack;
  book: FigureBook;
  /** Of another pack, whose rows a figure may count. */
  packOf: (id: string) => EnginePack | undefined;
  /** What a part is called, such as `category` and `atm`. */
  label: (dimension: Dimension, key: string, pack: string) => Bilingual | undefined;
  now: number;
  /** Of several evaluations that are to share passes over the rows. */
  counts?: SharedCounts;
  /** Axes of a regulator's return. */
  codings?: Readonly<Record<string, Coding>>;
}>;

/** The same, within an evaluation. */
export type Evaluation = FigureContext & Readonly<{ counts: SharedCounts }>;

export type FigureAsk = Readonly<{
  days: Days;
  /** It and all below it. */
  unit?: string | undefined;
  by?: readonly Dimension[] | undefined;
}>;

/** The same within an evaluation. */
export type Asking = FigureAsk &
  Readonly<{
    /** Begin of the period that was asked first. */
    anchor: Date;
    /** Without variants: it is one, or part of another figure. */
    bare?: boolean;
  }>;

export type Evaluate = (figure: Figure, asking: Asking) => Promise<FigureAnswer>;
