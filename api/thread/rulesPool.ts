import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { phrase } from '../../language/phrase.ts';
import { Problem } from '../problems/problem.ts';
import type * as tasks from './main.ts';
import { answerOf, type Outcome } from './outcome.ts';

type Tasks = typeof tasks;

/**
 * Longest task, seconds: many times what the largest allowed one takes, for a busy machine and a thread that starts.
 */
const SECONDS: Readonly<Record<keyof Tasks, number>> = { check: 30, simulate: 30, whatIf: 60 };
/** For each thread, MB; `--max-old-space-size` overrides the first. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

export interface RulesPoolOptions extends tasks.ThreadSettings {
  /** Another limit for all tasks, ms. */
  readonly limitMs?: number;
  /** Another memory for each thread, MB. */
  readonly limitMb?: number;
  readonly onError?: (error: Error) => void;
}

/** A thread that exceeds its time or memory is ended and replaced. */
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
      // One for drafts and scripts, one for periods; `Admission` lets no more in.
      maxThreads: 2,
      idleTimeout: 60_000,
      // A thread blocked by `Atomics` would not serve its database connections.
      atomics: 'disabled',
      resourceLimits: { ...MEMORY, maxOldGenerationSizeMb: limitMb },
    });
    this.#pool.on('error', (error: Error) => onError?.(error));
  }

  /** Returns JSON. Throws the task's error, or 422 when it exceeds the limits. */
  async run<N extends keyof Tasks>(name: N, ask: Parameters<Tasks[N]>[0]): Promise<Buffer> {
    const limitMs = this.#limitMs ?? SECONDS[name] * 1_000;
    const signal = AbortSignal.timeout(limitMs);
    const outcome = await this.#pool.run(ask, { name, signal }).catch((error: { readonly code?: unknown }) => {
      if (!signal.aborted && error.code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      throw new Problem(422, 'too-much-work', phrase('too-much-work', { seconds: Math.ceil(limitMs / 1_000) }));
    });
    return answerOf(outcome as Outcome);
  }

  stop(): Promise<void> {
    return this.#pool.destroy();
  }
}
