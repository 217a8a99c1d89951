import type { UpkeepActivities } from '../contracts/activities.ts';
import type { Database } from '../store/database/database.ts';
import { forgetKeys } from '../store/idempotency/idempotency.ts';
import { sumLateness } from '../store/notifications/sumLateness.ts';

/** `keysKeptMs`: how long a request is known again by its key. */
export function upkeepActivities(db: Database, keysKeptMs: number): UpkeepActivities {
  return {
    keepUp: async ({ at }) => ({ keys: await forgetKeys(db, at - keysKeptMs), days: await sumLateness(db) }),
  };
}
