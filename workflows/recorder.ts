import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities, RecordBatch } from '../contracts/activities.ts';
import { belongsTo } from '../contracts/batchPrint.ts';
import type { CaseRun } from './caseRun.ts';

/** Quick and in the same task while the database answers. */
const local = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  scheduleToCloseTimeout: '6 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumAttempts: 4 },
});

/** While the database is away: retried by the server for as long as it takes, which costs no history. */
const durable = proxyActivities<RecordActivities>({
  startToCloseTimeout: '30 seconds',
  summary: 'record (database was away)',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/** Puts events into the log, in order, until none is left. */
export class Recorder {
  readonly #run: CaseRun;

  constructor(run: CaseRun) {
    this.#run = run;
  }

  async recordAll(): Promise<void> {
    const run = this.#run;
    while (run.unrecorded.length > 0) {
      const events = run.unrecorded.splice(0);
      await record({ no: run.no, base: run.base, events });
      run.recorded = events.at(-1)?.seq ?? run.recorded;
      // Who waits for this batch need not wait for the next one.
      if (run.unrecorded.length > 0) run.answerRecorded();
    }
  }
}

/**
 * How often a quick recording is asked for when what was recorded is not what was asked: a worker takes a local activity that still runs for
 * an abandoned try of a task for the one that the next try asks for, although that try may have decided otherwise.
 */
const ROUNDS = 3;

async function record(batch: RecordBatch): Promise<void> {
  try {
    for (let round = 0; round < ROUNDS; round += 1) if (belongsTo(batch.events, await local.record(batch))) return;
  } catch {
    // Whatever went wrong, and in whatever wrapping it comes: what was decided must reach the log, and the case must live on.
  }
  await durable.record(batch);
}
