import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';

/** One schedule of its id, with the present settings; whether it is paused stays as it is. All workers share it. */
export async function ensureSchedule(client: Client, schedule: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, policies, action, scheduleId } = schedule;
    await client.schedule
      .getHandle(scheduleId)
      .update(({ state }) => ({ spec, action, state, ...(policies === undefined ? {} : { policies }) }));
  }
}
