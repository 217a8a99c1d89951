import { setTimeout as pause } from 'node:timers/promises';
import type { RecordActivities, RecordBatch } from '../../../contracts/activities.ts';

/** Stands between workflows and log; a test sets what it wants to happen there. */
export interface RecordingHook {
  /**
   * What an abandoned try of a task had recorded when the next try took its local activity for its own; holds for the
   * next batch alone.
   */
  abandoned: ((batch: RecordBatch) => RecordBatch) | undefined;
  /** Told that something is about to be looked up or recorded. */
  begins: (() => void) | undefined;
  /** How long that takes, ms. */
  slow: number;
  readonly recording: (real: RecordActivities) => RecordActivities;
}

export function recordingHook(): RecordingHook {
  const hook: RecordingHook = {
    abandoned: undefined,
    begins: undefined,
    slow: 0,
    recording: (real) => ({
      ...real,
      record: async (batch) => {
        hook.begins?.();
        if (hook.slow > 0) await pause(hook.slow);
        if (batch.events.length === 0) return real.record(batch);
        const instead = hook.abandoned?.(batch) ?? batch;
        hook.abandoned = undefined;
        return real.record(instead);
      },
    }),
  };
  return hook;
}
