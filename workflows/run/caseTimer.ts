import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The case's one pending timer. It is set again only when the instant changes, so an action that leaves the nearest
 * deadline alone leaves its timer alone (re-arming costs two events).
 */
export class CaseTimer {
  #at: number | undefined;
  #scope: CancellationScope | undefined;
  #fired = false;
  readonly #reached: (at: number) => void;

  /** `reached` is told the instant whose timer has fired. */
  constructor(reached: (at: number) => void) {
    this.#reached = reached;
  }

  /** Points the timer at a wall-clock instant (epoch ms), or takes it away. */
  set(at: number | undefined, summary: string): void {
    if (at === this.#at && !this.#fired) return;
    this.#scope?.cancel();
    this.#scope = undefined;
    this.#at = at;
    this.#fired = false;
    if (at === undefined) return;
    const scope = new CancellationScope();
    this.#scope = scope;
    scope
      .run(async () => {
        await sleep(Math.max(1, at - Date.now()), { summary });
        if (this.#scope === scope) this.#fire(at);
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  hasFired(): boolean {
    return this.#fired;
  }

  #fire(at: number): void {
    this.#fired = true;
    this.#reached(at);
    this.#scope = undefined;
  }
}
