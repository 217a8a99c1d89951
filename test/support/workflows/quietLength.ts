import type { WorkflowHandle } from '@temporalio/client';

/** The length of a case's history once it has stopped growing. */
export async function quietLength(handle: WorkflowHandle): Promise<number> {
  let last = -1;
  for (;;) {
    const { historyLength } = await handle.describe();
    if (historyLength === last) return historyLength;
    last = historyLength;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
