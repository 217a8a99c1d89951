import type { Client } from '@temporalio/client';
import type { EngineNames } from '../contracts/engineNames.ts';
import { ensureSchedule } from './ensureSchedule.ts';

/**
 * `at`: `HH:MM` in the zone. All workers share one schedule with the present settings. A night missed by more than an
 * hour is skipped.
 */
export async function ensureNightlyPreflight(
  client: Client,
  { at, zone, names }: Readonly<{ at: string; zone: string; names: EngineNames }>,
): Promise<void> {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  await ensureSchedule(client, {
    scheduleId: names.preflight,
    spec: { calendars: [{ hour, minute, comment: 'every night' }], timezone: zone },
    policies: { overlap: 'SKIP', catchupWindow: '1 hour' },
    action: {
      type: 'startWorkflow',
      workflowType: names.preflight,
      workflowId: names.preflight,
      taskQueue: names.taskQueue,
      args: [],
    },
  });
}
