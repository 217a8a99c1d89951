const FIRST_MS = 500;
/** Well below half a minute: that is how soon the next rung must come after everything was killed. */
const LONGEST_MS = 10_000;
/** A part that lived this long was well: the next failure counts as its first. */
const WELL_AFTER_MS = 10_000;

/** How long to wait before a part that died is started again: doubling, up to ten seconds. */
export class BackOff {
  #failures = 0;

  /** `livedMs`: how long the part had been up. */
  next(livedMs: number): number {
    this.#failures = livedMs >= WELL_AFTER_MS ? 1 : this.#failures + 1;
    return Math.min(FIRST_MS * 2 ** (this.#failures - 1), LONGEST_MS);
  }
}
