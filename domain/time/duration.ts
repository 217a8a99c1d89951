import { own } from '../values/own.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `30m`, `6h`, `2d`; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,6})(s|min|m|h|d)$/.exec(text);
  const unit = match?.[2] === undefined ? undefined : own(UNIT_MS, match[2]);
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}
