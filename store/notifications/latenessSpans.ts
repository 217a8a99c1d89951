const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What of a period is summed up: whole days, whole hours; and what is left is read row by row. Epoch ms. */
export interface LatenessSpans {
  readonly days: readonly number[];
  readonly hours: readonly number[];
  readonly rest: readonly (readonly [from: number, to: number])[];
  /** From the first hour or day to the end of the last one. */
  readonly within: readonly [from: number, to: number];
}

/** `summed`: from where to where everything is; `stale`: hours in between that are not. */
export function latenessSpans(
  [from, to]: readonly [number, number],
  summed: readonly [from: number, to: number] | undefined,
  stale: ReadonlySet<number>,
): LatenessSpans {
  const first = Math.ceil(Math.max(from, summed?.[0] ?? to) / HOUR) * HOUR;
  const last = Math.floor(Math.min(to, summed?.[1] ?? from) / HOUR) * HOUR;
  if (first >= last) return { days: [], hours: [], rest: [[from, to]], within: [0, 0] };
  const days: number[] = [];
  const hours: number[] = [];
  const rest: [number, number][] = [];
  if (from < first) rest.push([from, first]);
  for (let at = first; at < last;) {
    const isDay = at % DAY === 0 && at + DAY <= last && !hasStale(at, stale);
    if (isDay) days.push(at);
    else if (stale.has(at)) rest.push([at, at + HOUR]);
    else hours.push(at);
    at += isDay ? DAY : HOUR;
  }
  if (last < to) rest.push([last, to]);
  return { days, hours, rest, within: [first, last] };
}

function hasStale(day: number, stale: ReadonlySet<number>): boolean {
  for (let at = day; at < day + DAY; at += HOUR) if (stale.has(at)) return true;
  return false;
}
