import type { Sinks } from '@temporalio/workflow';
import type { RecordBatch, ReserveRequest } from './activities.ts';

/** What a replay of a case's history says aloud. Only replays listen; a worker never does. */
export interface ReplayedCalls extends Sinks {
  readonly replayed: {
    /** The run asked for these events to be recorded. */
    readonly recorded: (batch: RecordBatch) => void;
    /** The ledger granted this amount. */
    readonly granted: (ask: ReserveRequest) => void;
    /** An amount was given back before any event confirmed it. */
    readonly released: (key: string) => void;
  };
}
