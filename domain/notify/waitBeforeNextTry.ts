const SHORTEST_MS = 2_000;
const USUAL_MS = 10 * 60_000;
const LONGEST_MS = 60 * 60_000;

/**
 * Ms until the next try: as long as it has been tried, up to ten minutes; later a tenth of that, up to an hour.
 * `changeIn`: something else happens then.
 */
export function waitBeforeNextTry(triedMs: number, changeIn = Number.POSITIVE_INFINITY): number {
  const doubling = Math.min(Math.max(triedMs, SHORTEST_MS), USUAL_MS);
  const thinned = Math.min(Math.max(doubling, triedMs / 10), LONGEST_MS);
  return Math.ceil(Math.min(thinned, Math.max(changeIn, SHORTEST_MS)));
}
