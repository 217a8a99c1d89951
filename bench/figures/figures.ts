/** The value below which the given share of a sorted list lies; NaN for none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/**
 * How far the second order agrees with the first: 1 the same, 0 no relation (Spearman). Pairs are given in the first
 * order.
 */
export function orderKept(second: readonly number[]): number {
  const n = second.length;
  const ranks = second.map(() => 0);
  for (const [rank, index] of [...second.keys()].toSorted((a, b) => (second[a] ?? 0) - (second[b] ?? 0)).entries())
    ranks[index] = rank;
  const squares = ranks.reduce((sum, rank, index) => sum + (rank - index) ** 2, 0);
  return n < 2 ? 1 : 1 - (6 * squares) / (n * (n * n - 1));
}
