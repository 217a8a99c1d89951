import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../contracts/activities.ts';

/** The ledger of capped amounts, which a decision has to wait for; asked again for as long as the database is away. */
export const ledger = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
