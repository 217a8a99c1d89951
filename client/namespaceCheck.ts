import type { Client } from '@temporalio/client';
import { searchAttributeFaults, type SearchAttributeFault } from '../contracts/searchAttributeFaults.ts';

/** For so long what was found is good enough: somebody who mends it wants to see it soon. */
const GOOD_MS = 60_000;
const FAULTY_MS = 5_000;
const ANSWER_MS = 800;

/** Whether the namespace takes what workflows are found by. Asks Temporal seldom, however often it is asked itself. */
export class NamespaceCheck {
  readonly #client: Client;
  #found: readonly SearchAttributeFault[] = [];
  #askAgainAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  /** What is wrong as far as is known; a server that does not answer changes nothing of it. */
  async faults(): Promise<readonly SearchAttributeFault[]> {
    if (performance.now() >= this.#askAgainAt) {
      this.#asking ??= this.#ask().finally(() => {
        this.#asking = undefined;
      });
      await this.#asking;
    }
    return this.#found;
  }

  async #ask(): Promise<void> {
    const { connection, options } = this.#client;
    try {
      const { customAttributes } = await this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
        connection.operatorService.listSearchAttributes({ namespace: options.namespace }),
      );
      this.#found = searchAttributeFaults(customAttributes);
      this.#askAgainAt = performance.now() + (this.#found.length === 0 ? GOOD_MS : FAULTY_MS);
    } catch {
      // That the server is away is said elsewhere; one that tells nobody but its administrators cannot be asked.
      this.#askAgainAt = performance.now() + FAULTY_MS;
    }
  }
}
