import { proxyActivities } from '@temporalio/workflow';
import type { PreflightActivities, PreflightOutcome } from '../contracts/activities.ts';

/**
 * Reading may take a while with many cases; a mail gateway that is away is tried again until the working day, then the
 * next night comes.
 */
const activities = proxyActivities<PreflightActivities>({
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '8 hours',
  summary: '预检:今后每一级是否都有人负责 · look ahead: is there somebody on every coming rung',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** One night's look ahead, started by the schedule. */
export async function preflight(): Promise<PreflightOutcome> {
  return activities.preflight({ at: Date.now() });
}
