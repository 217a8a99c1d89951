import type { Client } from '@temporalio/client';
import type { EngineNames } from '../contracts/engineNames.ts';
import { ensureSchedule } from './ensureSchedule.ts';

/** All workers share one schedule. An hour that is missed is made up for by the next one. */
export async function ensureHourlyUpkeep(client: Client, names: EngineNames): Promise<void> {
  await ensureSchedule(client, {
    scheduleId: names.upkeep,
    spec: { intervals: [{ every: '1 hour', offset: '7 minutes' }] },
    policies: { overlap: 'SKIP', catchupWindow: '10 minutes' },
    action: {
      type: 'startWorkflow',
      workflowType: names.upkeep,
      workflowId: names.upkeep,
      taskQueue: names.taskQueue,
      args: [],
    },
  });
}
