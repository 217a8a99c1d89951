import { proxyActivities } from '@temporalio/workflow';
import type { UpkeepActivities, UpkeepOutcome } from '../contracts/activities.ts';

/** The first time after a long pause may take a while; what fails for hours is left to the next hours. */
const activities = proxyActivities<UpkeepActivities>({
  startToCloseTimeout: '30 minutes',
  scheduleToCloseTimeout: '3 hours',
  summary: '日常维护:清除旧的请求键,汇总迟延 · upkeep: old keys of requests forgotten, lateness summed up',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** One hour's upkeep, started by the schedule. */
export async function upkeep(): Promise<UpkeepOutcome> {
  return activities.keepUp({ at: Date.now() });
}
