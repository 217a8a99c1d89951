import type { Client } from '@temporalio/client';
import { sharedQuestion } from './sharedQuestion.ts';

/** A server that is away must be told from one that is busy: it is asked for a sign of life first. */
const ALIVE_MS = 1_500;
/** For so long a sign of life is good enough: under load this saves a round trip for nearly every request. */
const STILL_ALIVE_MS = 500;

/** Whether the Temporal server answers at all. */
export class SignOfLife {
  readonly #ask: () => Promise<void>;
  #aliveAt = Number.NEGATIVE_INFINITY;

  constructor(client: Client) {
    this.#ask = sharedQuestion(async () => {
      await client.withDeadline(Date.now() + ALIVE_MS, () => client.connection.workflowService.getSystemInfo({}));
      this.#aliveAt = performance.now();
    });
  }

  /** Throws unless the server answers, or has answered just now. */
  async check(): Promise<void> {
    if (performance.now() - this.#aliveAt >= STILL_ALIVE_MS) await this.#ask();
  }

  /** Waits for a call; gives a slow one up as soon as the server shows no sign of life. */
  async during<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const gone = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => void this.#ask().catch(reject), ALIVE_MS);
    });
    try {
      return await Promise.race([call, gone]);
    } finally {
      clearTimeout(timer);
    }
  }
}
