const FIRST_MS = 500;
/** The next rung must fire within half a minute after everything was killed. */
const LONGEST_MS = 10_000;
/** After that, a failure counts as the first. */
const WELL_AFTER_MS = 10_000;

/** Wait before a restart: doubles, up to ten seconds. */
export class BackOff {
  #failures = 0;

  /** `livedMs`: how long the part was up. */
  next(livedMs: number): number {
    this.#failures = livedMs >= WELL_AFTER_MS ? 1 : this.#failures + 1;
    return Math.min(FIRST_MS * 2 ** (this.#failures - 1), LONGEST_MS);
  }
}
