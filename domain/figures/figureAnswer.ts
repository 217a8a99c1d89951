/** What a figure came to. The API, the command and the report all show this. Rates are fractions of 1. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { FigureKind } from './figure.ts';

export type FigureAnswer = Readonly<{
  id: string;
  pack: string;
  kind: FigureKind;
  title: Bilingual;
  /** Hash of the book that it was counted by. */
  book: string;
  period: FigurePeriod;
  /** The unit and all below it; absent: the whole. */
  unit?: string;
  /** Null: nothing to count it over. */
  value: number | null;
  /** How `value` is meant. */
  measure: 'percent' | 'hours' | 'days' | 'money' | 'number';
  /** How many counted, and of how many. */
  numerator?: number;
  denominator?: number;
  /** Wilson, 95 %. */
  interval?: Readonly<{ low: number; high: number }>;
  /** Too few for a rate to be held against anything. */
  small?: boolean;
  /** Fewer than five: neither this nor a part that would give it away is said. */
  suppressed?: boolean;
  /** Of a duration. */
  spread?: Readonly<{ mean: number; median: number; p90: number; censored: number }>;
  /** Of a share of answers: how many were asked, and answered. */
  response?: Readonly<{ asked: number; answered: number }>;
  /** Of a change: both values, and what changed in per cent and in percentage points or in absolute terms. */
  change?: Readonly<{
    now: number | null;
    before: number | null;
    /** How these two are meant: hours of a mean whose change is a per cent. */
    measure: FigureAnswer['measure'];
    /** Where `before` is from. */
    from: 'counted' | 'imported' | 'figure';
    beforePeriod?: FigurePeriod;
    relative: number | null;
    points: number | null;
  }>;
  trend?: Readonly<{
    months: readonly Readonly<{ month: string; value: number }>[];
    compound: number | null;
    meanChange: number | null;
    /** Of the logarithm, a month, with its 95 % interval: a rate of growth. */
    slope: Readonly<{ value: number; low: number; high: number }> | null;
    beforeAfter?: Readonly<{ before: number; after: number; on: string }>;
  }>;
  /** Not counted, and beside: still open, withdrawn, merged; clocks that were cancelled, by cause; drills and such. */
  beside: Readonly<Record<string, number>>;
  /** Where it was told apart. */
  parts?: readonly FigurePart[];
  variants?: readonly FigureAnswer[];
  target?: Readonly<{ min?: number; max?: number; met: boolean | null }>;
}>;

export type FigurePart = Readonly<{
  /** Such as a unit's id, or `2026-11`. */
  key: string;
  label: Bilingual;
  value: number | null;
  numerator?: number;
  denominator?: number;
  small?: boolean;
  suppressed?: boolean;
}>;

export type FigurePeriod = Readonly<{
  /** Days, both inclusive, in the zone. */
  from: string;
  to: string;
  zone: string;
  /** Counted as it was at this moment (ISO): the end of the period, or now where that is earlier. */
  asOf: string;
}>;
