import type { Client } from '@temporalio/client';
import { searchAttributeFaults, type SearchAttributeFault } from '../contracts/searchAttributeFaults.ts';
import { sharedQuestion } from './sharedQuestion.ts';

/** For so long what was found is good enough: somebody who mends it wants to see it soon. */
const GOOD_MS = 60_000;
const FAULTY_MS = 5_000;
const ANSWER_MS = 800;

/** Whether the namespace takes what workflows are found by. Asks Temporal seldom, however often it is asked itself. */
export class NamespaceCheck {
  readonly #ask: () => Promise<void>;
  #found: readonly SearchAttributeFault[] = [];
  #askAgainAt = Number.NEGATIVE_INFINITY;

  constructor(client: Client) {
    this.#ask = sharedQuestion(async () => {
      try {
        const { customAttributes } = await client.withDeadline(Date.now() + ANSWER_MS, () =>
          client.connection.operatorService.listSearchAttributes({ namespace: client.options.namespace }),
        );
        this.#found = searchAttributeFaults(customAttributes);
        this.#askAgainAt = performance.now() + (this.#found.length === 0 ? GOOD_MS : FAULTY_MS);
      } catch {
        // That the server is away is said elsewhere; one that tells nobody but its administrators cannot be asked.
        this.#askAgainAt = performance.now() + FAULTY_MS;
      }
    });
  }

  /** What is wrong as far as is known; a server that does not answer changes nothing of it. */
  async faults(): Promise<readonly SearchAttributeFault[]> {
    if (performance.now() >= this.#askAgainAt) await this.#ask();
    return this.#found;
  }
}
