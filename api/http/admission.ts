import { busy } from '../problems/unavailable.ts';

/** Kinds of work that must not starve each other. */
export type Lane = 'ask' | 'read' | 'register' | 'act' | 'rules' | 'what-if' | 'reports';

export type LaneLimits = Readonly<{
  /** Requests at once. */
  running: number;
  /** More are refused at once. */
  waiting: number;
  /** Longest wait, ms. */
  waitMs: number;
}>;

/**
 * `register`: starting a workflow is cheaper than its first task, so more would starve running cases. `act` mostly
 * waits for workflows. `ask` (who asks) is short and comes first. `rules` and `what-if` have one thread each, and each
 * of `reports` a process.
 */
const LANES: Readonly<Record<Lane, LaneLimits>> = {
  ask: { running: 8, waiting: 2_000, waitMs: 10_000 },
  read: { running: 8, waiting: 500, waitMs: 5_000 },
  register: { running: 8, waiting: 1_000, waitMs: 10_000 },
  act: { running: 32, waiting: 500, waitMs: 5_000 },
  rules: { running: 1, waiting: 20, waitMs: 10_000 },
  'what-if': { running: 1, waiting: 4, waitMs: 10_000 },
  reports: { running: 2, waiting: 4, waitMs: 30_000 },
};

/** Lets requests in by lane and order of arrival, or refuses them in time. */
export class Admission {
  readonly #lanes: Readonly<Record<Lane, Turns>>;

  constructor(limits: Partial<Readonly<Record<Lane, LaneLimits>>> = {}) {
    const lanes = Object.entries({ ...LANES, ...limits });
    this.#lanes = Object.fromEntries(lanes.map(([lane, limit]) => [lane, new Turns(limit)])) as Record<Lane, Turns>;
  }

  /** Returns the release. Throws 503 with `Retry-After` when no turn comes in time. */
  enter(lane: Lane): Promise<() => void> {
    return this.#lanes[lane].take();
  }
}

class Turns {
  readonly #limits: LaneLimits;
  readonly #queue = new Set<() => void>();
  #running = 0;

  constructor(limits: LaneLimits) {
    this.#limits = limits;
  }

  async take(): Promise<() => void> {
    if (this.#running < this.#limits.running) this.#running += 1;
    else await this.#wait();
    let left = false;
    return () => {
      if (!left) this.#leave();
      left = true;
    };
  }

  async #wait(): Promise<void> {
    const { waiting, waitMs } = this.#limits;
    if (this.#queue.size >= waiting) throw busy();
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        this.#queue.delete(turn);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#queue.delete(turn);
        reject(busy());
      }, waitMs);
      this.#queue.add(turn);
    });
  }

  /** To whoever waits longest. */
  #leave(): void {
    const [next] = this.#queue;
    if (next === undefined) this.#running -= 1;
    else next();
  }
}
