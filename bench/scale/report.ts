import type { Reading } from './asked.ts';

/** Of one question: how long it took with little stored and with much, ms, and what it read there. */
export type Line = Readonly<{
  name: string;
  /** It may take its time, and look at each open case a few times. */
  isWhole: boolean;
  few: Spread;
  many: Spread;
  reading: Reading;
}>;

export type Spread = Readonly<{ p50: number; p95: number }>;

export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1));
  return { p50: at(0.5), p95: at(0.95) };
}

/** What is wrong with a line; nothing with most. */
export function faultsOf(
  { name, isWhole, many, reading }: Line,
  most: Readonly<{ ms: number; read: number }>,
): readonly string[] {
  const faults = reading.scans.map((table) => `${name}: reads all of ${table}`);
  if (reading.read > most.read * (isWhole ? 4 : 1)) faults.push(`${name}: looks at ${reading.read} rows`);
  if (!isWhole && many.p95 > most.ms) faults.push(`${name}: p95 ${many.p95} ms`);
  return faults;
}

export function table(lines: readonly Line[]): string {
  const head =
    '| question | almost empty: p50 | p95 | full: p50 | p95 | rows looked at |\n| --- | ---: | ---: | ---: | ---: | ---: |';
  const body = lines.map(
    ({ name, few, many, reading }) =>
      `| ${name} | ${few.p50} | ${few.p95} | ${many.p50} | ${many.p95} | ${reading.read}${reading.scans.length > 0 ? `, all of ${reading.scans.join(', ')}` : ''} |`,
  );
  return [head, ...body].join('\n');
}
