/**
 * What a figure is: which rows are its cohort, which of them count, and by which moment they fall into a period. Data of
 * a bank, written in YAML beside its pack; nothing here is of one figure.
 */

import type { Bilingual } from '../../language/bilingual.ts';
import type { Condition } from '../pack/condition.ts';

/** Facts that are counted; a row each. */
export const FIGURE_SOURCES = [
  'case',
  'clock',
  'step',
  'dispatch',
  'approval',
  'link',
  'notice',
  'answer',
  'measure',
  'improvement',
  'item',
  'duty',
] as const;
export type FigureSource = (typeof FIGURE_SOURCES)[number];

/**
 * The moment by which a row falls into a period. `due`: its limit (of a case: that of one of `clocks`, the last one
 * that began). `at`: no moment, but what is so at the end of the period.
 */
export const BASES = [
  'registered',
  'accepted',
  'resolved',
  'closed-first',
  'closed',
  'ended',
  'due',
  'sent',
  'answered',
  'recorded',
  'at',
] as const;
export type Basis = (typeof BASES)[number];

/** Dimensions of time, by the moment that puts a row into the period; `weekday` from 1, Monday. */
export const TIMES = ['day', 'month', 'weekday', 'hour'] as const;

/** By what a figure is told apart. */
export const DIMENSIONS = [
  ...TIMES,
  'unit',
  'unit-first',
  'level',
  'level-first',
  'channel',
  'any-channel',
  'category',
  'category-first',
  'object',
  'class',
  'department',
  'outcome',
] as const;
/** `code`: of an axis of a regulator's return; others know no such axes. */
export type Dimension = (typeof DIMENSIONS)[number] | `field:${string}` | `band:${string}` | `code:${string}`;

/** RATER: reliability, assurance, tangibles, empathy, responsiveness. */
export const RATER = ['R', 'A', 'T', 'E', 'Rs'] as const;
export type Rater = (typeof RATER)[number];

type Shared = Readonly<{
  /** Of the book, such as `S1-K1`. */
  id: string;
  title: Bilingual;
  /** What is counted over what, in a sentence. */
  says: Bilingual;
  /** Where the sources leave it open: how it is read, and why. */
  reading?: Bilingual;
  /** Shown with it and not held against it: other readings, the same of a part. */
  variants?: readonly string[];
  target?: Readonly<{ min?: number; max?: number }>;
  /** Which way is better. */
  direction?: 'up' | 'down';
  dimension?: Rater;
  /** Below so many in the cohort no rate is ranked or held against a target; 30 unless given. */
  least?: number;
  /** Dimensions by which the report shows it. */
  by?: readonly Dimension[];
  unit?: 'percent' | 'hours' | 'days' | 'money' | 'number';
  /** Not one of the book: base of another figure, or a variant. */
  base?: true;
}>;

/** Which rows, and which of them count. */
export type Counted = Readonly<{
  of: FigureSource;
  basis: Basis;
  /** With basis `due` of cases and clocks: which clocks. */
  clocks?: readonly string[];
  /** With basis `due` of clocks: before pauses and extensions moved it. */
  due?: 'first' | 'last';
  /** Clocks that are otherwise left out: `provisional`, `adjusted`, `not-owed`, `cancelled`. */
  include?: readonly ('provisional' | 'adjusted' | 'not-owed' | 'cancelled')[];
  /** The rows. */
  cohort?: Condition;
  /** Of these the ones that count; with `share` the numerator. */
  condition?: Condition;
  /** So long after the period a row may still come to count (ISO 8601 duration of days, or hours). */
  grace?: Readonly<{ days: number } | { hours: number }>;
  /** A case is judged as it was so long after its basis, not at the end of the period. */
  judgedAfter?: Readonly<{ minutes: number }>;
  /** Rows of another pack. */
  pack?: string;
  /** Counts different values instead of rows. */
  distinct?: 'customer' | 'subject' | 'actor' | 'case' | 'process' | 'department' | 'unit';
}>;

export type CountFigure = Shared & Counted & Readonly<{ kind: 'count' }>;
/** Numerator = cohort and condition, so part of it by construction. */
export type ShareFigure = Shared & Counted & Readonly<{ kind: 'share'; condition: Condition }>;
export type DurationFigure = Shared &
  Counted &
  Readonly<{
    kind: 'duration';
    from: Moment;
    to: Moment;
  }>;
/** Money, or any number field of a row. */
export type SumFigure = Shared & Counted & Readonly<{ kind: 'sum'; field: string }>;
/** The quotient of two sources, of which one need not be part of the other; without a denominator the first itself. */
export type PerFigure = Shared & Readonly<{ kind: 'per'; numerator: Term; denominator?: Term; times?: number }>;
/** One figure twice: now against an earlier period, another cohort or a number from elsewhere. */
export type ChangeFigure = Shared &
  Readonly<{ kind: 'change'; figure: string; against: Against; shown: 'relative' | 'points' }>;
/** A monthly series: slope with interval, compound rate, mean of the changes, before and after an improvement. */
export type TrendFigure = Shared & Readonly<{ kind: 'trend'; figure: string; improvement?: string }>;

export type Figure = CountFigure | ShareFigure | DurationFigure | SumFigure | PerFigure | ChangeFigure | TrendFigure;
export type FigureKind = Figure['kind'];

/** A moment of a case: `steps.respond` is the first record of that step. */
export type Moment = 'registered' | 'accepted' | 'resolved-first' | 'closed-first' | 'ended' | `steps.${string}`;

/** A figure, or the numbers of a series: their sum over the period, their mean, or the first or last. */
export type Term = Readonly<{ figure: string } | { series: string; take: 'sum' | 'mean' | 'first' | 'last' }>;

/**
 * `period`: the one of the same length before (`previous`), or a year ago; where nothing was counted then, the value of
 * the series of the figure's name. `figure`: another one of the same period. `series`: an imported number.
 */
export type Against = Readonly<{ period: 'previous' | 'year-before' } | { figure: string } | { series: string }>;

/** All figures of one pack. */
export type FigureBook = Readonly<{
  pack: string;
  /** SHA-256 of the definitions, hex. */
  hash: string;
  /** Surveys: which scale, from which score on somebody is satisfied. */
  surveys: Readonly<Record<string, SurveyDef>>;
  /** Names of series that may be imported for it. */
  series: Readonly<Record<string, Readonly<{ title: Bilingual; unit?: string }>>>;
  /** Bands of hours for dimension `band:<name>`. */
  bands: Readonly<Record<string, BandDef>>;
  figures: readonly Figure[];
}>;

export type SurveyDef = Readonly<{
  title: Bilingual;
  scale: number;
  satisfiedFrom: number;
  /** Its records are the answers: fields `reached`, `score` and the items. Without one they are a register. */
  step?: string;
  items: Readonly<Record<string, Readonly<{ title: Bilingual; dimension?: Rater }>>>;
}>;

/** A duration put into bands: up to so many hours each, the rest in the last; never stopped is the last too. */
export type BandDef = Readonly<{ from: Moment; to: Moment; hours: readonly number[] }>;
