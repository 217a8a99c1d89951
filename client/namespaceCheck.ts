import type { Client } from '@temporalio/client';
import { searchAttributeFaults, type SearchAttributeFault } from '../contracts/searchAttributeFaults.ts';
import { sharedQuestion } from './sharedQuestion.ts';

/** How long an answer holds; a mended fault must show soon. */
const GOOD_MS = 60_000;
const FAULTY_MS = 5_000;
const ANSWER_MS = 800;

/** Whether the namespace has the search attributes; asks Temporal seldom. */
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
        // Other checks report a server that is away; one may also forbid the question.
        this.#askAgainAt = performance.now() + FAULTY_MS;
      }
    });
  }

  /** Without an answer the last one stays. */
  async faults(): Promise<readonly SearchAttributeFault[]> {
    if (performance.now() >= this.#askAgainAt) await this.#ask();
    return this.#found;
  }
}
