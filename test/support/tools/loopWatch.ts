import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const BEAT_MS = 2;

/**
 * Watches the loop of this process: the longest that it went without a look at anything else, ms. On Linux what the
 * main thread itself worked is counted, so that a busy machine does not look like a held loop; elsewhere the time that
 * went by.
 */
export class LoopWatch {
  readonly #timer: NodeJS.Timeout;
  #last = workedMs();
  #longest = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  /** Longest stretch since the last time that this was asked. */
  longest(): number {
    this.#beat();
    const longest = this.#longest;
    this.#longest = 0;
    return longest;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const now = workedMs();
    this.#longest = Math.max(this.#longest, now - this.#last);
    this.#last = now;
  }
}

/** Time that the main thread has worked, ms. */
function workedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
