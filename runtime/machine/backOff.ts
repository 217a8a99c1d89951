const FIRST_MS = 500;
/** The next rung must fire within half a minute after everything was killed. */
const LONGEST_MS = 10_000;
/** After that, a failure counts as the first. */
const WELL_AFTER_MS = 10_000;

/** Wait before a restart: doubles, up to ten seconds. `livedMs`: how long the part was up. */
export function backOff(): (livedMs: number) => number {
  let failures = 0;
  return (livedMs) => {
    failures = livedMs >= WELL_AFTER_MS ? 1 : failures + 1;
    return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  };
}
