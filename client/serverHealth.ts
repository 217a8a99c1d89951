import type { Client } from '@temporalio/client';
import { sharedQuestion } from './sharedQuestion.ts';

const ALIVE_MS = 1_500;
/** Saves a round trip for most requests under load. */
const STILL_ALIVE_MS = 500;

export type ServerHealth = Readonly<{
  /** Throws unless the server answers or just did. */
  check: () => Promise<void>;
  /** Gives up a slow call when the server shows no sign of life. */
  during: <T>(call: Promise<T>) => Promise<T>;
}>;

/** Tells a Temporal server that is away from a busy one. */
export function serverHealth(client: Client): ServerHealth {
  let aliveAt = Number.NEGATIVE_INFINITY;
  const ask = sharedQuestion(async () => {
    await client.withDeadline(Date.now() + ALIVE_MS, () => client.connection.workflowService.getSystemInfo({}));
    aliveAt = performance.now();
  });
  return {
    check: async () => {
      if (performance.now() - aliveAt >= STILL_ALIVE_MS) await ask();
    },
    during: async (call) => {
      let timer: NodeJS.Timeout | undefined;
      const gone = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => void ask().catch(reject), ALIVE_MS);
      });
      try {
        return await Promise.race([call, gone]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
