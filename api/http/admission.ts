import { busy } from '../problems/busy.ts';

/** Kinds of work that must not starve each other. */
export type Lane = 'ask' | 'read' | 'register' | 'act' | 'rules' | 'what-if';

export interface LaneLimits {
  /** Requests of the lane that are worked on at once. */
  readonly running: number;
  /** Requests that may wait for their turn; one more is turned away at once. */
  readonly waiting: number;
  /** Longest wait for a turn, ms. */
  readonly waitMs: number;
}

/**
 * Registrations are few at a time because starting a workflow is cheaper than its first task: more of them at once
 * would only starve the tasks of the cases that run already. Actions mostly wait for their workflow. Reads share what
 * is left of one process. Who asks is a short question that comes before every other. Drafts and scripts have one
 * thread, what-ifs another: one at a time.
 */
const LANES: Readonly<Record<Lane, LaneLimits>> = {
  ask: { running: 8, waiting: 2_000, waitMs: 10_000 },
  read: { running: 8, waiting: 500, waitMs: 5_000 },
  register: { running: 8, waiting: 1_000, waitMs: 10_000 },
  act: { running: 32, waiting: 500, waitMs: 5_000 },
  rules: { running: 1, waiting: 20, waitMs: 10_000 },
  'what-if': { running: 1, waiting: 4, waitMs: 10_000 },
};

interface Turn {
  readonly take: () => void;
}

/**
 * Lets requests in, lane by lane, in the order in which they came. Nobody hangs: who cannot have a turn in time is told
 * when to come back.
 */
export class Admission {
  readonly #limits: Readonly<Record<Lane, LaneLimits>>;
  readonly #running: Record<Lane, number> = { ask: 0, read: 0, register: 0, act: 0, rules: 0, 'what-if': 0 };
  readonly #queues: Record<Lane, Set<Turn>> = {
    ask: new Set(),
    read: new Set(),
    register: new Set(),
    act: new Set(),
    rules: new Set(),
    'what-if': new Set(),
  };

  /** `limits`: of lanes that are to be other than those of `LANES`. */
  constructor(limits: Partial<Readonly<Record<Lane, LaneLimits>>> = {}) {
    this.#limits = { ...LANES, ...limits };
  }

  /** Waits for a turn; returns what ends it. Throws 503 with `Retry-After` when there is none in time. */
  async enter(lane: Lane): Promise<() => void> {
    if (this.#running[lane] >= this.#limits[lane].running) await this.#wait(lane);
    else this.#running[lane] += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave(lane);
    };
  }

  #wait(lane: Lane): Promise<void> {
    const { waiting, waitMs } = this.#limits[lane];
    const queue = this.#queues[lane];
    if (queue.size >= waiting) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        take: () => {
          clearTimeout(timer);
          queue.delete(turn);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        queue.delete(turn);
        reject(busy());
      }, waitMs);
      queue.add(turn);
    });
  }

  /** The place goes to whoever waits longest. */
  #leave(lane: Lane): void {
    const [next] = this.#queues[lane];
    if (next === undefined) this.#running[lane] -= 1;
    else next.take();
  }
}
