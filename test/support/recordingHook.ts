import { setTimeout as pause } from 'node:timers/promises';
import type { RecordActivities, RecordBatch } from '../../contracts/activities.ts';

/** Stands between workflows and log; a test sets what it wants to happen there. */
export interface RecordingHook {
  /**
   * What an abandoned try of a task had recorded when the next try took its local activity for its own; holds for the
   * next batch alone.
   */
  abandoned: ((batch: RecordBatch) => RecordBatch) | undefined;
  /** How long recording takes, ms. */
  slow: number;
  readonly recording: (real: RecordActivities) => RecordActivities;
}

export function recordingHook(): RecordingHook {
  const hook: RecordingHook = {
    abandoned: undefined,
    slow: 0,
    recording: (real) => ({
      ...real,
      record: async (batch) => {
        if (batch.events.length === 0) return real.record(batch);
        const instead = hook.abandoned?.(batch) ?? batch;
        hook.abandoned = undefined;
        if (hook.slow > 0) await pause(hook.slow);
        return real.record(instead);
      },
    }),
  };
  return hook;
}
