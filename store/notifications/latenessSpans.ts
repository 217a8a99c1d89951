const HOUR = 3_600_000;

/** Hours that are summed up together, each length out of the one before, counted from 1970. */
export const LENGTHS = [1, 24, 192, 1_536] as const;

/** What of a period is summed up, as long as may be; and what is left is read row by row. Epoch ms. */
export interface LatenessSpans {
  readonly sums: readonly (readonly [from: number, hours: number])[];
  readonly rest: readonly (readonly [from: number, to: number])[];
  /** From the first sum to the end of the last one. */
  readonly within: readonly [from: number, to: number];
}

/** `summed`: from where to where everything is; `stale`: hours in between that are not. */
export function latenessSpans(
  [from, to]: readonly [number, number],
  summed: readonly [from: number, to: number] | undefined,
  stale: readonly number[],
): LatenessSpans {
  const first = Math.ceil(Math.max(from, summed?.[0] ?? to) / HOUR) * HOUR;
  const last = Math.floor(Math.min(to, summed?.[1] ?? from) / HOUR) * HOUR;
  if (first >= last) return { sums: [], rest: [[from, to]], within: [0, 0] };
  const sums: [number, number][] = [];
  const rest: [number, number][] = [];
  if (from < first) rest.push([from, first]);
  for (let at = first; at < last;) {
    const whole = LENGTHS.findLast((hours) => isWhole(at, at + hours * HOUR, last, stale));
    if (whole === undefined) rest.push([at, at + HOUR]);
    else sums.push([at, whole]);
    at += (whole ?? 1) * HOUR;
  }
  if (last < to) rest.push([last, to]);
  return { sums, rest, within: [first, last] };
}

function isWhole(from: number, to: number, last: number, stale: readonly number[]): boolean {
  return from % (to - from) === 0 && to <= last && !stale.some((hour) => hour >= from && hour < to);
}
