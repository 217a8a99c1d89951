import type { Client } from '@temporalio/client';
import { searchAttributeFaults, type SearchAttributeFault } from '../contracts/searchAttributeFaults.ts';
import { sharedQuestion } from './sharedQuestion.ts';

/** How long an answer holds; a mended fault must show soon. */
const GOOD_MS = 60_000;
const FAULTY_MS = 5_000;
const ANSWER_MS = 800;

/** Faults of the namespace's search attributes. Asks Temporal seldom; without an answer the last one stays. */
export function namespaceCheck(client: Client): () => Promise<readonly SearchAttributeFault[]> {
  let faults: readonly SearchAttributeFault[] = [];
  let askAgainAt = Number.NEGATIVE_INFINITY;
  const ask = sharedQuestion(async () => {
    try {
      const { customAttributes } = await client.withDeadline(Date.now() + ANSWER_MS, () =>
        client.connection.operatorService.listSearchAttributes({ namespace: client.options.namespace }),
      );
      faults = searchAttributeFaults(customAttributes);
      askAgainAt = performance.now() + (faults.length === 0 ? GOOD_MS : FAULTY_MS);
    } catch {
      // Other checks report a server that is away; one may also forbid the question.
      askAgainAt = performance.now() + FAULTY_MS;
    }
  });
  return async () => {
    if (performance.now() >= askAgainAt) await ask();
    return faults;
  };
}
