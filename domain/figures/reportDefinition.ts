/** What a report holds: chapters, and in them text, sentences, tables and charts of figures. Data of a bank. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { Dimension } from './figure.ts';

/** `S1-K1` of the pack of the chapter, or of another one: `office-complaints/S2-K1`. */
export type FigureReference = string;

export type ReportDefinition = Readonly<{
  report: string;
  title: Bilingual;
  chapters: readonly ReportChapter[];
}>;

/** Left out where the report is asked for other packs. Without a pack it is in every report. */
export type ReportChapter = Readonly<{
  title: Bilingual;
  pack?: string;
  blocks: readonly ReportBlock[];
}>;

export type ReportBlock =
  | Readonly<{ heading: Bilingual }>
  | Readonly<{ subheading: Bilingual }>
  /** `{S1-K1}` is the value of a figure, `{S1-K1:counts}` a part of it (TEXT_PARTS). */
  | Readonly<{ text: Bilingual }>
  | Readonly<{ note: Bilingual }>
  /** A sentence each: what it came to, or what changed and by how much. */
  | Readonly<{ says: readonly FigureReference[] }>
  | Readonly<{ table: FigureTable }>
  | Readonly<{ parts: PartsTable }>
  | Readonly<{ chart: ChartDefinition }>
  | Readonly<{ funnel: FunnelDefinition }>;

export type FigureTable = Readonly<{ title: Bilingual; figures: readonly FigureReference[] }>;

/** A figure told apart by a dimension: a table, and a chart of it. */
export type PartsTable = Readonly<{
  title: Bilingual;
  figure: FigureReference;
  by: Dimension;
  chart?: 'bar' | 'stack';
}>;

/**
 * `bar` and `stack`: a figure by a dimension, or the values of several. `line` and `heat`: several figures by one
 * dimension, a line or a row each.
 */
export type ChartDefinition = Readonly<{
  kind: ChartKind;
  title: Bilingual;
  figures: readonly FigureReference[];
  by?: Dimension;
}>;

export const CHART_KINDS = ['bar', 'line', 'stack', 'heat'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Numbers that follow from each other, each part of the one above. */
export type FunnelDefinition = Readonly<{
  title: Bilingual;
  steps: readonly Readonly<{ title: Bilingual; figure: FigureReference; show: FunnelNumber }>[];
}>;

/** A count itself, or how many of a share counted, and of how many. */
export const FUNNEL_NUMBERS = ['value', 'numerator', 'denominator'] as const;
export type FunnelNumber = (typeof FUNNEL_NUMBERS)[number];

/** What can stand behind the colon of a place in a text. */
export const TEXT_PARTS = [
  'value',
  'counts',
  'numerator',
  'denominator',
  'change',
  'now',
  'before',
  'median',
  'p90',
  'response',
] as const;
export type TextPart = (typeof TEXT_PARTS)[number];
