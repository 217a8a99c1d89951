import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';
import { TASK_QUEUE } from '../contracts/complaintWorkflow.ts';
import { PREFLIGHT_SCHEDULE, PREFLIGHT_WORKFLOW } from '../contracts/preflightWorkflow.ts';

/**
 * `at`: `HH:MM` in the zone. All workers share one schedule with the present settings. A night missed by more than an
 * hour is skipped.
 */
export async function ensureNightlyPreflight(
  client: Client,
  { at, zone, taskQueue = TASK_QUEUE }: Readonly<{ at: string; zone: string; taskQueue?: string }>,
): Promise<void> {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const schedule = {
    scheduleId: PREFLIGHT_SCHEDULE,
    spec: { calendars: [{ hour, minute, comment: 'every night' }], timezone: zone },
    policies: { overlap: 'SKIP', catchupWindow: '1 hour' },
    action: {
      type: 'startWorkflow',
      workflowType: PREFLIGHT_WORKFLOW,
      workflowId: PREFLIGHT_SCHEDULE,
      taskQueue,
      args: [],
    },
  } as const satisfies ScheduleOptions;
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, policies, action } = schedule;
    await client.schedule.getHandle(PREFLIGHT_SCHEDULE).update(({ state }) => ({ spec, policies, action, state }));
  }
}
