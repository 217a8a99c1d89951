/** So many were about so late: from `least` to `late`, ms. */
export type LateValues = Readonly<{ least: number; late: number; count: number }>;

export type Figures = Readonly<{
  count: number;
  p50Ms: number | null;
  p99Ms: number | null;
  maxMs: number | null;
}>;

/** `values`: least late first. */
export function figuresOf(values: readonly LateValues[]): Figures {
  const count = values.reduce((sum, one) => sum + one.count, 0);
  const within = (share: number): number | null => {
    let passed = 0;
    return values.find((one) => (passed += one.count) >= share * count)?.late ?? null;
  };
  return { count, p50Ms: within(0.5), p99Ms: within(0.99), maxMs: values.at(-1)?.late ?? null };
}
