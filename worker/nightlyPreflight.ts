import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';
import { TASK_QUEUE } from '../contracts/complaintWorkflow.ts';
import { PREFLIGHT_SCHEDULE, PREFLIGHT_WORKFLOW } from '../contracts/preflightWorkflow.ts';

/**
 * Sees to it that the preflight runs every night `at` (`HH:MM` in the zone). Any number of workers may do so: there is
 * one schedule, and it takes on what the settings say now. A night that an outage swallowed by more than an hour is not
 * made up for: the next one looks at everything again.
 */
export async function ensureNightlyPreflight(
  client: Client,
  { at, zone, taskQueue = TASK_QUEUE }: { readonly at: string; readonly zone: string; readonly taskQueue?: string },
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
