import type { Sinks } from '@temporalio/workflow';
import type { RecordBatch, ReserveRequest } from './activities.ts';

/** What a replay of a history reports. Workers do not listen. */
export interface ReplayedCalls extends Sinks {
  readonly replayed: {
    readonly recorded: (batch: RecordBatch) => void;
    readonly granted: (ask: ReserveRequest) => void;
    /** Before any event confirmed it. */
    readonly released: (key: string) => void;
  };
}
