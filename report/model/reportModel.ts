/** A report in one language, before anybody decides how it looks. */

import type { Locale } from '../../language/bilingual.ts';
import type { ChartSpec } from './chartSpec.ts';
import type { NumberFormat } from './numbers.ts';

export type ReportModel = Readonly<{
  locale: Locale;
  title: string;
  /** Period, unit, moment of making. */
  about: readonly Readonly<{ name: string; value: string }>[];
  stamp: string;
  blocks: readonly Block[];
  /** Headings above the list of contents, of notes, and alike. */
  words: Readonly<{ contents: string; note: string; chartData: string }>;
}>;

export type Block =
  | Readonly<{ kind: 'heading'; level: 1 | 2 | 3; text: string; id: string }>
  | Readonly<{ kind: 'paragraph'; text: readonly Inline[] }>
  | Readonly<{ kind: 'sentences'; items: readonly (readonly Inline[])[] }>
  | Readonly<{ kind: 'note'; text: readonly Inline[] }>
  | ReportTable
  | Readonly<{ kind: 'chart'; id: string; title: string; alt: string; spec: ChartSpec }>
  /** Lines to be signed by a person. */
  | Readonly<{ kind: 'signature'; text: string; lines: readonly string[] }>;

export type ReportTable = Readonly<{
  kind: 'table';
  id: string;
  title: string;
  columns: readonly Readonly<{ title: string; number?: true; wide?: true }>[];
  rows: readonly (readonly Cell[])[];
}>;

export type Cell = Readonly<{
  text: readonly Inline[];
  /** For a spreadsheet: the number itself, and how it is written. */
  number?: Readonly<{ value: number; format: NumberFormat }>;
  /** Target of links to it. */
  anchor?: string;
}>;

export type Inline = string | Readonly<{ text: string; to: Link }>;

/** To a definition in this report, or to an address. */
export type Link = Readonly<{ anchor: string } | { address: string }>;

/** The words without their links. */
export function plainText(text: readonly Inline[]): string {
  return text.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}
