import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type * as tasks from './main.ts';
import { answerOf, type Outcome } from './outcome.ts';

type Tasks = typeof tasks;

/** Longest that a task may take, seconds: some ten times what the largest that the limits let in takes. */
const SECONDS: Readonly<Record<keyof Tasks, number>> = { check: 10, simulate: 10, whatIf: 60 };
/** Of each thread, MB; `--max-old-space-size` of the process takes the place of the first. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

export interface RulesPoolOptions extends tasks.ThreadSettings {
  /** Another time for every task, ms. */
  readonly limitMs?: number;
  /** Another memory for each thread, MB. */
  readonly limitMb?: number;
  readonly onError?: (error: Error) => void;
}

/**
 * Works out what takes long beside the loop that answers requests, within a time and a memory. A thread that takes more
 * is ended; the next task has a new one.
 */
export class RulesPool {
  readonly #pool: Piscina;
  readonly #limitMs: number | undefined;

  constructor({ limitMs, limitMb = MEMORY.maxOldGenerationSizeMb, onError, ...settings }: RulesPoolOptions) {
    this.#limitMs = limitMs;
    const main = import.meta.url.endsWith('.ts') ? './main.ts' : './main.js';
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL(main, import.meta.url)),
      workerData: settings,
      minThreads: 0,
      // One for drafts and scripts, one for periods; `Admission` lets no more in at once.
      maxThreads: 2,
      idleTimeout: 60_000,
      // A thread that blocks while it waits hears nothing from its database connections.
      atomics: 'disabled',
      resourceLimits: { ...MEMORY, maxOldGenerationSizeMb: limitMb },
    });
    this.#pool.on('error', (error: Error) => onError?.(error));
  }

  /** Runs a task; its answer is JSON. Throws what it throws, and 422 when it takes more than one request may have. */
  async run<N extends keyof Tasks>(name: N, ask: Parameters<Tasks[N]>[0]): Promise<Buffer> {
    const limitMs = this.#limitMs ?? SECONDS[name] * 1_000;
    const signal = AbortSignal.timeout(limitMs);
    const outcome = await this.#pool.run(ask, { name, signal }).catch((error: { readonly code?: unknown }) => {
      if (!signal.aborted && error.code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      throw new Problem(422, 'too-much-work', phrase('too-much-work', { seconds: Math.ceil(limitMs / 1_000) }));
    });
    return answerOf(outcome as Outcome);
  }

  /** Ends the threads, whatever they do. */
  stop(): Promise<void> {
    return this.#pool.destroy();
  }
}
