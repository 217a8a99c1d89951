import type { NumberFormat } from './numbers.ts';

/** What a chart shows, in one language; numbers with the text that stands at them. */
export type ChartSpec =
  | Readonly<{ kind: 'bar'; bars: readonly Labelled[]; format: NumberFormat }>
  | Readonly<{ kind: 'funnel'; steps: readonly Labelled[] }>
  | Readonly<{ kind: 'line'; points: readonly string[]; lines: readonly ChartRow[]; format: NumberFormat }>
  | Readonly<{ kind: 'heat'; points: readonly string[]; rows: readonly ChartRow[]; format: NumberFormat }>
  /** Shares of each row come to one. */
  | Readonly<{ kind: 'stack'; parts: readonly string[]; rows: readonly ChartRow[] }>;

export type Labelled = Readonly<{ name: string; value: number | null; text: string }>;

export type ChartRow = Readonly<{ name: string; cells: readonly Readonly<{ value: number | null; text: string }>[] }>;
