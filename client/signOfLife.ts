import type { Client } from '@temporalio/client';
import { sharedQuestion } from './sharedQuestion.ts';

const ALIVE_MS = 1_500;
/** Saves a round trip for most requests under load. */
const STILL_ALIVE_MS = 500;

export class SignOfLife {
  readonly #ask: () => Promise<void>;
  #aliveAt = Number.NEGATIVE_INFINITY;

  constructor(client: Client) {
    this.#ask = sharedQuestion(async () => {
      await client.withDeadline(Date.now() + ALIVE_MS, () => client.connection.workflowService.getSystemInfo({}));
      this.#aliveAt = performance.now();
    });
  }

  /** Throws unless the server answers or just did. */
  async check(): Promise<void> {
    if (performance.now() - this.#aliveAt >= STILL_ALIVE_MS) await this.#ask();
  }

  /** Gives up a slow call when the server shows no sign of life. */
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
