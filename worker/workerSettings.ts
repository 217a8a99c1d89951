/**
 * How a worker takes on work; the minimal worker of the bench has the same. The server says how many polls are worth
 * it; memory and CPU say how much is done at once.
 */
export const WORKER_SETTINGS = {
  workflowTaskPollerBehavior: { type: 'autoscaling' },
  activityTaskPollerBehavior: { type: 'autoscaling' },
  tuner: {
    tunerOptions: { targetMemoryUsage: 0.8, targetCpuUsage: 0.9 },
    workflowTaskSlotOptions: { minimumSlots: 20, maximumSlots: 200, rampThrottle: '10 ms' },
    activityTaskSlotOptions: { minimumSlots: 50, maximumSlots: 500, rampThrottle: '10 ms' },
    localActivityTaskSlotOptions: { minimumSlots: 100, maximumSlots: 500, rampThrottle: '0 ms' },
  },
  /** How long cases wait for a dead worker. */
  stickyQueueScheduleToStartTimeout: '1 second',
  /** Milliseconds; a stopping worker is killed a few seconds later. */
  shutdownGraceTime: 20_000,
} as const;
