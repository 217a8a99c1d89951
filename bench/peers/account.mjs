/** From arrivals to figures: how late, how many early, lost, told more than once. */

/** @typedef {{ readonly id: string, readonly due: number }} Deadline */
/** @typedef {{ readonly id: string, readonly at: number }} Told */

/**
 * @param {readonly number[]} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  return sorted.length === 0
    ? null
    : (sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? null);
}

/**
 * @param {readonly number[]} lateness milliseconds
 * @returns {{ count: number, p50: number | null, p99: number | null, max: number | null }}
 */
function summary(lateness) {
  const sorted = [...lateness].sort((a, b) => a - b);
  return { count: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? null };
}

/**
 * @param {{ readonly deadlines: readonly Deadline[], readonly told: readonly Told[], readonly killsFrom: number,
 * readonly movedBy: ReadonlyMap<string, number>, readonly movedAt: number }} book
 *   `movedBy`: by how many ms the peer's clock was moved on for a deadline at `movedAt`; added to what arrived later.
 */
export function account({ deadlines, told, killsFrom, movedBy, movedAt }) {
  /** @type {Map<string, number[]>} */
  const arrivals = new Map();
  for (const { id, at } of told) arrivals.set(id, [...(arrivals.get(id) ?? []), at]);
  const first = deadlines.flatMap(({ id, due }) => {
    const at = arrivals.get(id)?.[0];
    if (at === undefined) return [];
    const moved = at > movedAt ? (movedBy.get(id) ?? 0) : 0;
    return [{ due, late: at - due + moved, moved: moved > 0 }];
  });
  const numbers = deadlines.map(({ id }) => arrivals.get(id)?.length ?? 0);
  return {
    deadlines: deadlines.length,
    all: summary(first.map((one) => one.late)),
    quiet: summary(first.filter((one) => one.due < killsFrom).map((one) => one.late)),
    kills: summary(first.filter((one) => one.due >= killsFrom).map((one) => one.late)),
    early: first.filter((one) => one.late < 0).length,
    lost: numbers.filter((number) => number === 0).length,
    doubled: numbers.filter((number) => number > 1).length,
    afterExpiry: first.filter((one) => one.moved).length,
  };
}
