import { toCaseTime, type TimeBase } from '../../domain/time/timeBase.ts';

/** Case time of one run. Workflow time only moves with tasks, so all of one task happens at one moment. */
export class CaseClock {
  readonly #base: TimeBase;
  #reachedAt = 0;

  constructor(base: TimeBase) {
    this.#base = base;
  }

  now(): number {
    return toCaseTime(this.#base, Math.max(Date.now(), this.#reachedAt));
  }

  /**
   * A timer for this instant (wall clock, epoch ms) has fired, so it is not earlier than that, whatever the workflow's
   * clock says: a worker that is asked a query before it has taken the timer's task is shown the timer with the moment
   * of the task before. Were nothing due then, the timer would be set anew, and no replay could follow.
   */
  reached(at: number): void {
    this.#reachedAt = Math.max(this.#reachedAt, at);
  }
}
