import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../contracts/activities.ts';

/** Quick look-ups in the database that a decision has to wait for; retried for as long as the database is away. */
export const actorLookup = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
